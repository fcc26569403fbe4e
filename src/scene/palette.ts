/** Every colour that the canvas uses, resolved from the page's tokens. */
export interface Palette {
  readonly background: string;
  readonly panel: string;
  readonly line: string;
  readonly soft: string;
  readonly text: string;
  readonly muted: string;
  readonly faint: string;
  readonly water: string;
  readonly waterBack: string;
  readonly good: string;
  readonly warn: string;
  readonly bad: string;
  readonly badBack: string;
  readonly transaction: string;
  /** Ink on a record, for letters. */
  readonly ink: string;
  /** By hue 1 to 8; 9 is a record without key, 0 is never drawn. */
  readonly hues: readonly string[];
  readonly font: string;
}

/** Reads the tokens as they are in force on an element. */
export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const token = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  const hues = [1, 2, 3, 4, 5, 6, 7, 8].map((hue) => token(`hue-${hue}`));
  return {
    background: token("back"),
    panel: token("panel"),
    line: token("line"),
    soft: token("soft"),
    text: token("text"),
    muted: token("muted"),
    faint: token("faint"),
    water: token("water"),
    waterBack: token("water-back"),
    good: token("good"),
    warn: token("warn"),
    bad: token("bad"),
    badBack: token("bad-back"),
    transaction: token("transaction"),
    ink: token("ink"),
    hues: ["transparent", ...hues, token("hue-none")],
    font: style.fontFamily,
  };
}

/** What stands behind `--name` on the command line, or null. */
export function textOption(name: string): string | null {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? null : (process.argv[at + 1] ?? null);
}

/** The whole number behind `--name`; ends the process where there is another thing. */
export function option(name: string, otherwise: number): number {
  const text = textOption(name);
  const value = text === null ? otherwise : Number(text);
  if (!Number.isSafeInteger(value) || value < 0) {
    console.error(`--${name} needs a whole number`);
    process.exit(2);
  }
  return value;
}

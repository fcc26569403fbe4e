import { type RefObject, useEffect, useMemo } from "react";
import type { Arrangement } from "../../scene/arrange/arrangement.ts";
import { type Palette, readPalette } from "../../scene/palette.ts";
import { usePage, usePreferences, useView } from "../page-context.ts";
import { useMedia } from "../use-media.ts";
import type { Size } from "./use-size.ts";

/** Theme and scheme only say when to read again: the tokens hang on the document. */
function paletteFor(_theme: string, _dark: boolean): Palette {
  return readPalette(document.documentElement);
}

function usePalette(): Palette {
  const theme = usePreferences((chosen) => chosen.theme);
  const dark = useMedia("(prefers-color-scheme: dark)");
  return useMemo(() => paletteFor(theme, dark), [theme, dark]);
}

/** Hands the canvas and everything around it to the picture. */
export function usePicture(
  canvas: RefObject<HTMLCanvasElement | null>,
  scroller: RefObject<HTMLElement | null>,
  at: Arrangement | null,
  size: Size,
): void {
  const { picture } = usePage();
  const focus = useView((view) => view.focus);
  const letters = usePreferences((chosen) => chosen.letters);
  const motion = usePreferences((chosen) => chosen.motion);
  const asked = useMedia("(prefers-reduced-motion: reduce)");
  const palette = usePalette();
  useEffect(() => {
    picture.attach(canvas.current);
    return () => picture.attach(null);
  }, [picture, canvas]);
  useEffect(() => {
    const element = scroller.current;
    if (at === null || element === null) return undefined;
    const still = motion === "reduced" || (motion === "system" && asked);
    const set = (): void =>
      picture.set({
        at,
        view: {
          width: size.width,
          height: size.height,
          scrollX: element.scrollLeft,
          scrollY: element.scrollTop,
          ratio: window.devicePixelRatio,
        },
        palette,
        focus,
        letters,
        still,
      });
    set();
    element.addEventListener("scroll", set, { passive: true });
    return () => element.removeEventListener("scroll", set);
  }, [picture, scroller, at, size, palette, focus, letters, motion, asked]);
}

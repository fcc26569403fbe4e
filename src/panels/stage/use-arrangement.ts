import { useMemo } from "react";
import { arrange } from "../../scene/arrange/arrange.ts";
import type { Arrangement } from "../../scene/arrange/arrangement.ts";
import { structureReader } from "../../scene/arrange/structure.ts";
import { useCalm, usePreferences, useView } from "../page-context.ts";
import type { Size } from "./use-size.ts";

/** Places everything anew only when the structure, the size or the camera has changed. */
export function useArrangement(size: Size): Arrangement | null {
  const read = useMemo(() => structureReader(), []);
  const filter = useView((view) => view.filter);
  const zoom = useView((view) => view.zoom);
  const structure = useCalm((frame) => read(frame, filter));
  const letters = usePreferences((chosen) => chosen.letters);
  return useMemo(() => {
    if (structure === null || size.width === 0) return null;
    const { width, height } = size;
    return arrange({ ...structure, width, height, letters, zoom });
  }, [structure, size, letters, zoom]);
}

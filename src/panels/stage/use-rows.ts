import { type RefObject, useEffect, useState } from "react";
import { mostRowsAsked, rowsUnasked } from "../../contract/overview.ts";
import type { Arrangement } from "../../scene/arrange/arrangement.ts";
import { rowRange } from "../../scene/arrange/camera.ts";
import { usePage } from "../page-context.ts";

/** Rows whose cells are in the document: all where they are few. */
const alwaysUpTo = 40;
const around = 3;

/** Positions in the arrangement's rows. */
export interface RowRange {
  readonly from: number;
  readonly until: number;
}

/** Follows which rows are in view, and asks the engine for them. */
export function useRows(
  scroller: RefObject<HTMLElement | null>,
  at: Arrangement | null,
): RowRange {
  const { view, frames } = usePage();
  const [range, setRange] = useState<RowRange>({ from: 0, until: 0 });
  useEffect(() => {
    const element = scroller.current;
    if (element === null || at === null) return undefined;
    const look = (): void => {
      const seen = { scrollY: element.scrollTop, height: element.clientHeight };
      const found = rowRange(at, seen, around);
      setRange((known) =>
        known.from === found.from && known.until === found.until ? known : found,
      );
      const count = frames.every.getState().current?.overview.topicOf.length ?? 0;
      const rows =
        count <= rowsUnasked
          ? []
          : at.rows.slice(found.from, found.until).map((row) => row.index);
      const asked = rows.slice(0, mostRowsAsked);
      if (asked.join() !== view.getState().rows.join()) view.setState({ rows: asked });
    };
    look();
    element.addEventListener("scroll", look, { passive: true });
    return () => element.removeEventListener("scroll", look);
  }, [scroller, at, view, frames]);
  const few = (at?.rows.length ?? 0) <= alwaysUpTo;
  return few ? { from: 0, until: at?.rows.length ?? 0 } : range;
}

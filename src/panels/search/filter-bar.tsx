import { X } from "lucide-react";
import type { ReactNode } from "react";
import { grouped } from "../../scene/figures.ts";
import { filterText, rowsIn } from "../../scene/stage-filter.ts";
import { useCalm, usePage, useView } from "../page-context.ts";

/** What the stage leaves out, and the one way to have it all again. */
export function FilterBar(): ReactNode {
  const { view } = usePage();
  const filter = useView((state) => state.filter);
  const shown = useCalm((frame) =>
    frame === null || filter === null ? 0 : rowsIn(frame, filter).length,
  );
  const all = useCalm((frame) => frame?.overview.topicOf.length ?? 0);
  if (filter === null) return null;
  return (
    <div className="filter-bar">
      <output>
        {grouped(shown)} of {grouped(all)} partitions: {filterText(filter)}
      </output>
      <button type="button" onClick={() => view.setState({ filter: null, zoom: null })}>
        <X size={13} aria-hidden /> Show all
      </button>
    </div>
  );
}

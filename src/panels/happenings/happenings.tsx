import { type ReactNode, useMemo } from "react";
import { useChronicle, usePage, useView } from "../page-context.ts";
import { HappeningRow } from "./happening-row.tsx";
import { joinAlike } from "./join-alike.ts";
import "./happenings.css";

/** Rows in the document at most; the file of the run has them all. */
const mostRows = 80;

/** What happened, newest first, each with its chain of causes. */
export function Happenings(): ReactNode {
  const { view } = usePage();
  const happenings = useChronicle((told) => told.happenings);
  const quietToo = useView((state) => state.quietToo);
  const shown = useMemo(
    () =>
      joinAlike(
        happenings.filter((one) => quietToo || one.weight !== "quiet"),
        mostRows,
      ),
    [happenings, quietToo],
  );
  return (
    <div className="told">
      <div className="floating">
        <label className="check">
          <input
            type="checkbox"
            checked={quietToo}
            onChange={(event) => view.setState({ quietToo: event.target.checked })}
          />
          Small things too
        </label>
      </div>
      {shown.length === 0 ? (
        <p className="hint">
          Nothing yet. Kill a broker, cut a link, or change a producer.
        </p>
      ) : (
        <ol className="happenings" data-testid="happenings">
          {shown.map(({ happening, count }) => (
            <HappeningRow
              key={happening.id}
              happening={happening}
              count={count}
              all={happenings}
            />
          ))}
        </ol>
      )}
    </div>
  );
}

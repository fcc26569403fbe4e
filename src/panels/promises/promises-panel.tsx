import type { ReactNode } from "react";
import { counted, grouped } from "../../scene/figures.ts";
import { HappeningRow } from "../happenings/happening-row.tsx";
import { joinAlike } from "../happenings/join-alike.ts";
import { useCalm, useChronicle } from "../page-context.ts";

/** The ledger in words, and what the oracle found. */
export function PromisesPanel(): ReactNode {
  const promises = useCalm((frame) => frame?.promises ?? null);
  const happenings = useChronicle((told) => told.happenings);
  if (promises === null) return null;
  const found = joinAlike(
    happenings.filter((one) => one.kind === "finding" || one.weight === "loss"),
    40,
  );
  const waiting = promises.acked - promises.readable - promises.lost;
  return (
    <div className="ledger">
      <dl>
        <div>
          <dt>Acknowledged</dt>
          <dd>{grouped(promises.acked)}</dd>
        </div>
        <div>
          <dt>Readable now</dt>
          <dd>{grouped(promises.readable)}</dd>
        </div>
        <div>
          <dt>Not readable yet, or not at the moment</dt>
          <dd>{grouped(Math.max(0, waiting))}</dd>
        </div>
        <div className={promises.lost > 0 ? "bad" : promises.checked ? "good" : ""}>
          <dt>Lost for good</dt>
          <dd>{grouped(promises.lost)}</dd>
        </div>
      </dl>
      <section>
        <h3>What the oracle found</h3>
        {found.length === 0 ? (
          <p className="hint">
            {promises.checked
              ? `Nothing. It looks at every event, and ${counted(promises.acked, "promise")} ${promises.acked === 1 ? "holds" : "hold"}.`
              : "It has not looked yet."}
          </p>
        ) : (
          <ol className="happenings">
            {found.map(({ happening, count }) => (
              <HappeningRow
                key={happening.id}
                happening={happening}
                count={count}
                all={happenings}
              />
            ))}
          </ol>
        )}
      </section>
    </div>
  );
}

import { memo, type ReactNode } from "react";
import { useStore } from "zustand";
import type { RebalanceView } from "../../contract/group-view.ts";
import { clockText, spanText } from "../../scene/figures.ts";
import { useCalm, useFocus, usePage, useView } from "../page-context.ts";
import { RebalanceChart, RebalanceTable } from "./rebalance-chart.tsx";
import { costText, lastedUs, reasonText } from "./rebalance-text.ts";
import "./rebalances.css";

const Line = memo(function Line(props: {
  readonly view: RebalanceView;
  readonly chosen: boolean;
  /** Changes only for one that goes on. */
  readonly lasted: number;
}): ReactNode {
  const { view, chosen, lasted } = props;
  const focus = useFocus();
  const open = view.endedUs < 0;
  return (
    <li data-chosen={chosen}>
      <button
        type="button"
        aria-pressed={chosen}
        onClick={() => focus({ kind: "rebalance", id: view.id })}
      >
        <span className="head">
          <b>{view.group}</b> <time>{clockText(view.beganUs)}</time>
          <span className="badge" data-badge={open ? "rebalancing" : "stable"}>
            {open ? "goes on" : spanText(lasted)}
          </span>
        </span>
        <span className="reason">{reasonText(view)}</span>
      </button>
    </li>
  );
});

function Opened(props: {
  readonly view: RebalanceView;
  readonly nowUs: number;
}): ReactNode {
  const { view, nowUs } = props;
  const to = view.toEpoch < 0 ? "…" : view.toEpoch;
  return (
    <section className="opened" aria-label={`Rebalance ${view.id} of ${view.group}`}>
      <h3>
        {view.group}, epoch {view.fromEpoch} → {to} <time>{clockText(view.beganUs)}</time>
      </h3>
      <p className="why">
        <b>Why:</b> {reasonText(view)}
      </p>
      <p>{costText(view, nowUs)}</p>
      <RebalanceChart view={view} nowUs={nowUs} />
      <RebalanceTable view={view} nowUs={nowUs} />
    </section>
  );
}

/** The rebalances of all groups, the newest first, and one of them opened. */
export function Rebalances(): ReactNode {
  const { rebalances } = usePage();
  const list = useStore(rebalances.store, (state) => state.list);
  const nowUs = useCalm((frame) => frame?.atUs ?? 0);
  const chosen = useView(({ focus }) => (focus?.kind === "rebalance" ? focus.id : 0));
  const opened = list.find(({ id }) => id === chosen) ?? list.at(-1);
  return (
    <div className="rebalances" data-testid="rebalances">
      {opened === undefined ? (
        <p className="hint">
          No group has rebalanced yet. Add a consumer with a group.id, or stop one that is
          in a group.
        </p>
      ) : (
        <>
          <ol className="list" aria-label="Rebalances, the newest first">
            {list.toReversed().map((view) => (
              <Line
                key={view.id}
                view={view}
                chosen={view === opened}
                lasted={lastedUs(view, view.endedUs < 0 ? nowUs : 0)}
              />
            ))}
          </ol>
          <Opened view={opened} nowUs={nowUs} />
        </>
      )}
    </div>
  );
}

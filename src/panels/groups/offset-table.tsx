import type { ReactNode } from "react";
import type { GroupOffsetView } from "../../contract/group-view.ts";
import { grouped } from "../../scene/figures.ts";
import { useFocus } from "../page-context.ts";

const figure = (value: number): string => (value < 0 ? "–" : grouped(value));

/** Lag as a length beside its number; all rows share one scale. */
function Length(props: { readonly lag: number; readonly most: number }): ReactNode {
  const { lag, most } = props;
  return (
    <span className="lag-length" aria-hidden="true">
      <i style={{ width: `${(Math.max(0, lag) / Math.max(1, most)) * 100}%` }} />
    </span>
  );
}

/** Committed offsets as `kafka-consumer-groups.sh --describe` lists them. */
export function OffsetTable(props: {
  readonly offsets: readonly GroupOffsetView[];
}): ReactNode {
  const focus = useFocus();
  const most = Math.max(10, ...props.offsets.map(({ lag }) => lag));
  return (
    <table>
      <caption>Offsets</caption>
      <thead>
        <tr>
          <th scope="col">Partition</th>
          <th scope="col" className="number">
            Committed
          </th>
          <th scope="col" className="number">
            End
          </th>
          <th scope="col" className="number">
            Lag
          </th>
          <th scope="col">
            <span className="sr-only">Lag as length</span>
          </th>
          <th scope="col">Owner</th>
        </tr>
      </thead>
      <tbody>
        {props.offsets.map((one) => (
          <tr key={`${one.topic}-${one.partition}`}>
            <th scope="row">
              <button
                type="button"
                onClick={() =>
                  focus({ kind: "partition", topic: one.topic, partition: one.partition })
                }
              >
                {one.topic}-{one.partition}
              </button>
            </th>
            <td className="number">{figure(one.committed)}</td>
            <td className="number">{figure(one.end)}</td>
            <td className="number">{figure(one.lag)}</td>
            <td>
              <Length lag={one.lag} most={most} />
            </td>
            <td>{one.owner || "nobody"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

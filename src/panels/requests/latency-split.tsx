import type { ReactNode } from "react";
import type { RequestView } from "../../contract/request-view.ts";

/** Names of the parts, in the order in which they pass. */
const parts = [
  ["network", "request on the network"],
  ["queue", "in the request queue"],
  ["handling", "handled"],
  ["wait", "in purgatory or waiting for the commit"],
  ["network", "response on the network"],
] as const;

const ms = (us: number): string =>
  us < 100_000 ? (us / 1_000).toFixed(1) : String(Math.round(us / 1_000));

/** Where a request's time went: a bar with its parts in order, and the sum. */
export function LatencySplit(props: { readonly request: RequestView }): ReactNode {
  const { requestUs, queueUs, handlingUs, waitUs, responseUs } = props.request;
  const times = [requestUs, queueUs, handlingUs, waitUs, responseUs];
  if (responseUs < 0) return <span className="hint">not answered</span>;
  const total = times.reduce((sum, us) => sum + us, 0);
  const said = parts
    .flatMap(([, words], i) =>
      (times[i] ?? 0) > 0 ? [`${words} ${ms(times[i] ?? 0)} ms`] : [],
    )
    .join(", ");
  return (
    <span className="latency" title={said}>
      <span className="bar" aria-hidden="true">
        {parts.map(([kind], i) => (
          <i
            key={parts[i]?.[1]}
            data-part={kind}
            style={{ width: `${(100 * (times[i] ?? 0)) / Math.max(1, total)}%` }}
          />
        ))}
      </span>
      {ms(total)} ms
      <span className="sr-only">: {said}</span>
    </span>
  );
}

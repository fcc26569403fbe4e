import type { ReactNode } from "react";
import type { LatencySplit } from "../../contract/client-view.ts";
import { latencyParts, splitText, totalOf } from "./latency-parts.ts";
import "./split-bar.css";

/** Where the time went, as one bar with its parts in order. */
export function SplitBar(props: {
  readonly split: LatencySplit;
  /** Time that the whole width stands for, µs; left out: the bar is full. */
  readonly of?: number;
}): ReactNode {
  const { split } = props;
  const whole = Math.max(1, props.of ?? totalOf(split));
  return (
    <span className="split-bar" title={splitText(split)}>
      <span aria-hidden="true">
        {latencyParts.map(({ name }) => (
          <i
            key={name}
            data-part={name}
            style={{ width: `${(100 * split[name]) / whole}%` }}
          />
        ))}
      </span>
      <span className="sr-only">{splitText(split)}</span>
    </span>
  );
}

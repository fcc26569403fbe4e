import type { ReactNode } from "react";
import { grouped, spanText } from "../../scene/figures.ts";
import type { Sample } from "../../store/chronicle.ts";
import { useChronicle } from "../page-context.ts";

const width = 360;
const height = 74;
const pad = 4;

/** Points of a group's lag from the left edge to the right. */
function pointsOf(samples: readonly Sample[], group: string, top: number): string {
  const [first, last] = [samples[0]?.atUs ?? 0, samples.at(-1)?.atUs ?? 1];
  return samples
    .map(({ atUs, lags }) => {
      const x = ((atUs - first) / Math.max(1, last - first)) * width;
      const y = height - pad - ((lags[group] ?? 0) / top) * (height - 2 * pad);
      return `${x.toFixed(1)},${y.toFixed(1)}`;
    })
    .join(" ");
}

/** Lag of a group as far back as it is kept. */
export function LagPlot(props: {
  readonly group: string;
  readonly lag: number;
}): ReactNode {
  const { group, lag } = props;
  const samples = useChronicle((told) => told.samples);
  const most = samples.reduce((top, { lags }) => Math.max(top, lags[group] ?? 0), 0);
  const long = (samples.at(-1)?.atUs ?? 0) - (samples[0]?.atUs ?? 0);
  return (
    <figure className="lag-plot">
      <figcaption>
        lag <b>{grouped(lag)}</b> · at most {grouped(most)} in {spanText(long)}
      </figcaption>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        <line x1="0" x2={width} y1={height - pad} y2={height - pad} />
        <polyline points={pointsOf(samples, group, Math.max(10, most))} />
      </svg>
    </figure>
  );
}

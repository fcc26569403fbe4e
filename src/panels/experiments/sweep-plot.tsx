import { scaleLinear } from "d3-scale";
import { type ReactNode, useRef } from "react";
import type { ExperimentSpec, SweepPoint } from "../../contract/experiment.ts";
import { grouped } from "../../scene/figures.ts";
import { useSize } from "../stage/use-size.ts";

type Sweep = Extract<ExperimentSpec, { readonly kind: "sweep" }>;

const left = 56;
const right = 48;
const latencyTop = 22;
const latencyBottom = 128;
const rateTop = 160;
const rateBottom = 216;
const height = 236;

const percentiles = ["p99", "p95", "p50"] as const;
type Percentile = (typeof percentiles)[number];

/** A shape for each percentile, so that hue is not needed to tell them apart. */
function Mark(props: {
  readonly of: Percentile;
  readonly x: number;
  readonly y: number;
}): ReactNode {
  const { of, x, y } = props;
  if (of === "p50") return <circle cx={x} cy={y} r="3.5" />;
  if (of === "p95") return <rect x={x - 3.2} y={y - 3.2} width="6.4" height="6.4" />;
  return <path d={`M${x} ${y - 4.5}L${x + 4.5} ${y + 3.5}L${x - 4.5} ${y + 3.5}Z`} />;
}

interface Placed {
  readonly point: SweepPoint;
  readonly x: number;
}

function Line(props: {
  readonly of: Percentile;
  readonly placed: readonly Placed[];
  readonly y: (us: number) => number;
  /** There is room for its name at its end. */
  readonly named: boolean;
}): ReactNode {
  const { of, placed, y, named } = props;
  const at = placed.map(({ point, x }) => ({ x, y: y(point.latency[of]) }));
  const last = at.at(-1);
  return (
    <g className={of}>
      <polyline points={at.map((one) => `${one.x},${one.y}`).join(" ")} />
      {at.map((one) => (
        <Mark key={one.x} of={of} x={one.x} y={one.y} />
      ))}
      {last === undefined || !named ? null : (
        <text x={last.x + 8} y={last.y + 4}>
          {of}
        </text>
      )}
    </g>
  );
}

/** Names at the ends of lines that end close together would cover one another. */
function apart(placed: readonly Placed[], y: (us: number) => number): boolean {
  const last = placed.at(-1)?.point.latency;
  if (last === undefined) return true;
  const ends = percentiles.map((of) => y(last[of]));
  return ends.every((end, i) => i === 0 || end - (ends[i - 1] ?? 0) >= 11);
}

interface Frame {
  readonly spec: Sweep;
  readonly placed: readonly Placed[];
  readonly width: number;
}

/** The percentiles, with a scale of their own. */
function Latencies({ placed, width }: Frame): ReactNode {
  const mostUs = Math.max(1_000, ...placed.map(({ point }) => point.latency.p99));
  const y = scaleLinear([0, mostUs], [latencyBottom, latencyTop]).nice(4);
  return (
    <>
      <text className="title" x="0" y="12">
        latency, ms{apart(placed, y) ? "" : " · ▲ p99 ■ p95 ● p50"}
      </text>
      {y.ticks(4).map((tick) => (
        <g key={tick} className="tick">
          <line x1={left} x2={width - right} y1={y(tick)} y2={y(tick)} />
          <text x={left - 8} y={y(tick) + 4} textAnchor="end">
            {tick / 1_000}
          </text>
        </g>
      ))}
      {percentiles.map((of) => (
        <Line key={of} of={of} placed={placed} y={y} named={apart(placed, y)} />
      ))}
    </>
  );
}

/** What was acknowledged, against what was offered. */
function Rates({ spec, placed, width }: Frame): ReactNode {
  const offered = spec.recordsPerSecond;
  const most = Math.max(offered, ...placed.map(({ point }) => point.recordsPerSecond));
  const y = scaleLinear([0, most * 1.1], [rateBottom, rateTop]);
  const bar = Math.min(34, (width - left - right) / spec.values.length / 2);
  return (
    <>
      <text className="title" x="0" y={rateTop - 10}>
        acknowledged records a second
      </text>
      {placed.map(({ point, x }) => (
        <rect
          key={point.value}
          className="rate"
          x={x - bar / 2}
          width={bar}
          y={y(point.recordsPerSecond)}
          height={Math.max(0, rateBottom - y(point.recordsPerSecond))}
        />
      ))}
      <g className="offered">
        <line x1={left} x2={width - right} y1={y(offered)} y2={y(offered)} />
        <text x={left - 8} y={y(offered) + 4} textAnchor="end">
          {grouped(offered)}
        </text>
        <text x={width - right + 4} y={y(offered) + 4}>
          offered
        </text>
      </g>
      <line
        className="base"
        x1={left}
        x2={width - right}
        y1={rateBottom}
        y2={rateBottom}
      />
    </>
  );
}

/** Latency percentiles above, throughput below, over the values of a setting. The table beside says the same. */
export function SweepPlot(props: {
  readonly spec: Sweep;
  readonly points: readonly SweepPoint[];
}): ReactNode {
  const { spec, points } = props;
  const box = useRef<HTMLDivElement>(null);
  const { width } = useSize(box);
  const step = Math.max(0, width - left - right) / Math.max(1, spec.values.length);
  const x = (i: number): number => left + (i + 0.5) * step;
  const placed = points.map((point, i) => ({ point, x: x(i) }));
  return (
    <div className="sweep-plot" ref={box}>
      {width === 0 ? null : (
        <svg width={width} height={height} aria-hidden="true">
          <Latencies spec={spec} placed={placed} width={width} />
          <Rates spec={spec} placed={placed} width={width} />
          {spec.values.map((value, i) => (
            <text key={value} x={x(i)} y={rateBottom + 15} textAnchor="middle">
              {value}
            </text>
          ))}
        </svg>
      )}
    </div>
  );
}

const ms = (us: number): string => (us / 1_000).toFixed(us < 10_000 ? 1 : 0);

/** What was measured at each value. */
export function SweepTable(props: {
  readonly spec: Sweep;
  readonly points: readonly SweepPoint[];
}): ReactNode {
  const { spec, points } = props;
  return (
    <table>
      <caption className="sr-only">Measured at each value of {spec.parameter}</caption>
      <thead>
        <tr>
          <th scope="col">{spec.parameter}</th>
          <th scope="col">acked/s</th>
          <th scope="col">kB/s</th>
          <th scope="col">p50 ms</th>
          <th scope="col">p95 ms</th>
          <th scope="col">p99 ms</th>
          <th scope="col">records a batch</th>
          <th scope="col">requests/s</th>
          <th scope="col">failed</th>
        </tr>
      </thead>
      <tbody>
        {points.map((point) => (
          <tr key={point.value}>
            <th scope="row">{point.value}</th>
            <td>{grouped(point.recordsPerSecond)}</td>
            <td>{grouped(point.bytesPerSecond / 1_000)}</td>
            <td>{ms(point.latency.p50)}</td>
            <td>{ms(point.latency.p95)}</td>
            <td>{ms(point.latency.p99)}</td>
            <td>{point.recordsPerBatch.toFixed(1)}</td>
            <td>{grouped(point.requestsPerSecond)}</td>
            <td data-bad={point.failed > 0}>{grouped(point.failed)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

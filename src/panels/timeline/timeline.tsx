import { type ScaleLinear, scaleLinear } from "d3-scale";
import { type ReactNode, useMemo, useRef, useState } from "react";
import type { ChronicleState, Span } from "../../store/chronicle.ts";
import { useCalm, useChronicle, usePage } from "../page-context.ts";
import { useSize } from "../stage/use-size.ts";
import {
  eventMarks,
  isrMarks,
  leaderMarks,
  linePoints,
  placeMarks,
  type TimelineMark,
} from "./lanes.ts";
import "./timeline.css";

const labelWidth = 74;
const laneHeight = 21;
const spansOffered = [10, 30, 60, 300] as const;

type Scale = ScaleLinear<number, number>;

function Marks(props: {
  readonly marks: readonly TimelineMark[];
  readonly x: Scale;
  readonly y: number;
}): ReactNode {
  const { view } = usePage();
  return placeMarks(props.marks, props.x, {
    from: labelWidth,
    to: props.x.range()[1] ?? labelWidth,
  }).map((placed) => (
    <g
      key={placed.mark.id}
      data-weight={placed.mark.weight}
      onClick={() => view.setState({ tab: "happenings", unfolded: placed.mark.id })}
    >
      <title>{placed.mark.label}</title>
      <circle cx={placed.x} cy={props.y} r="4" />
      <text
        x={placed.x + (placed.side === "left" ? -8 : 8)}
        y={props.y + 4}
        textAnchor={placed.side === "left" ? "end" : "start"}
      >
        {placed.label}
      </text>
    </g>
  ));
}

function Downs(props: {
  readonly spans: readonly Span[];
  readonly x: Scale;
  readonly y: number;
  readonly nowUs: number;
}): ReactNode {
  const { x, y } = props;
  const [left, right] = [x.range()[0] ?? 0, x.range()[1] ?? 0];
  return props.spans.map((span) => {
    const from = Math.max(left, x(span.fromUs));
    const to = Math.min(right, x(span.toUs ?? props.nowUs));
    if (to <= left) return null;
    return (
      <g
        key={`${span.broker}-${span.fromUs}-${span.status}`}
        className={`span ${span.status}`}
      >
        <title>{`broker ${span.broker} ${span.status}`}</title>
        <rect x={from} y={y - 6} width={Math.max(2, to - from)} height="12" rx="3" />
        {to - from > 60 ? (
          <text x={from + 6} y={y + 4}>
            broker {span.broker} {span.status}
          </text>
        ) : null}
      </g>
    );
  });
}

function Axis(props: { readonly x: Scale; readonly y: number }): ReactNode {
  return props.x.ticks(6).map((tick) => (
    <g key={tick} className="tick">
      <line x1={props.x(tick)} x2={props.x(tick)} y1="0" y2={props.y - 12} />
      <text x={props.x(tick)} y={props.y} textAnchor="middle">
        {tick / 1_000_000} s
      </text>
    </g>
  ));
}

function Lanes(props: {
  readonly told: ChronicleState;
  readonly x: Scale;
  readonly nowUs: number;
}): ReactNode {
  const { told, x, nowUs } = props;
  const from = x.domain()[0] ?? 0;
  const recent = useMemo(
    () => told.happenings.filter((one) => one.atUs >= from),
    [told.happenings, from],
  );
  const samples = told.samples.filter((one) => one.atUs >= from);
  const y = (lane: number): number => 12 + lane * laneHeight;
  const line = { x, height: laneHeight - 6 };
  return (
    <>
      <Marks marks={eventMarks(recent, (one) => one.kind === "command")} x={x} y={y(0)} />
      <Downs spans={told.spans} x={x} y={y(1)} nowUs={nowUs} />
      <Marks marks={leaderMarks(recent)} x={x} y={y(2)} />
      <Marks marks={isrMarks(recent)} x={x} y={y(3)} />
      <polyline
        className="acked"
        points={linePoints(samples, rate, { ...line, top: y(4) - 8 })}
      />
      <polyline
        className="lag"
        points={linePoints(samples, (one) => one.lag, { ...line, top: y(5) - 8 })}
      />
    </>
  );
}

function rate(
  sample: { readonly acked: number; readonly atUs: number },
  before: { readonly acked: number; readonly atUs: number },
): number {
  const us = sample.atUs - before.atUs;
  return us <= 0 ? 0 : ((sample.acked - before.acked) * 1_000_000) / us;
}

const names = ["you", "brokers", "leaders", "isr", "acked/s", "lag"];

/** When it happened: what you did, brokers, leaders, in-sync sets, acknowledged records and lag. */
export function Timeline(): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const { width } = useSize(box);
  const [seconds, setSeconds] = useState<number>(30);
  const told = useChronicle((one) => one);
  const nowUs = useCalm((frame) => frame?.atUs ?? 0);
  const toUs = Math.max(nowUs, seconds * 1_000_000);
  const x = scaleLinear(
    [toUs - seconds * 1_000_000, toUs],
    [labelWidth, Math.max(labelWidth + 10, width - 16)],
  );
  const height = 12 + names.length * laneHeight + 18;
  return (
    <div className="timeline" ref={box}>
      <select
        aria-label="Time shown"
        value={seconds}
        onChange={(event) => setSeconds(Number(event.target.value))}
      >
        {spansOffered.map((one) => (
          <option key={one} value={one}>
            {one} s
          </option>
        ))}
      </select>
      <p className="sr-only">
        A drawing of the last {seconds} seconds; the happenings tab has the same in words.
      </p>
      <svg width={width} height={height} aria-hidden="true">
        <Axis x={x} y={height - 4} />
        {names.map((name, lane) => (
          <g key={name} className="lane">
            <text x="0" y={16 + lane * laneHeight}>
              {name}
            </text>
            <line
              x1={labelWidth}
              x2={width - 16}
              y1={21.5 + lane * laneHeight}
              y2={21.5 + lane * laneHeight}
            />
          </g>
        ))}
        <Lanes told={told} x={x} nowUs={nowUs} />
        <line className="now" x1={x(nowUs)} x2={x(nowUs)} y1="0" y2={height - 16} />
      </svg>
    </div>
  );
}

import { type ReactNode, useState } from "react";
import type { LinkEnd } from "../../contract/fault-command.ts";
import { BenchButton, BenchNumber } from "./bench-button.tsx";

/** Milliseconds as typed, in microseconds; an empty field leaves the network as it is. */
const msToUs = (text: string): number | null =>
  text.trim() === "" ? null : Math.round(Number(text) * 1_000);

function Slow(props: { readonly a: LinkEnd; readonly b: LinkEnd }): ReactNode {
  const [latency, setLatency] = useState("200");
  const [jitter, setJitter] = useState("");
  const [bandwidth, setBandwidth] = useState("");
  return (
    <div className="bench-row">
      <BenchNumber label="latency" unit="ms" value={latency} change={setLatency} />
      <BenchNumber label="jitter" unit="ms" value={jitter} change={setJitter} />
      <BenchNumber label="bandwidth" unit="B/s" value={bandwidth} change={setBandwidth} />
      <BenchButton
        label="Slow down"
        hint="Both directions; an empty field leaves the network as it is"
        danger
        command={{
          kind: "shapeLink",
          a: props.a,
          b: props.b,
          latencyUs: msToUs(latency),
          jitterUs: msToUs(jitter),
          bandwidth: bandwidth.trim() === "" ? null : Number(bandwidth),
        }}
      />
    </div>
  );
}

function Flap(props: { readonly a: LinkEnd; readonly b: LinkEnd }): ReactNode {
  const [period, setPeriod] = useState("4");
  const [duty, setDuty] = useState("50");
  const [span, setSpan] = useState("60");
  return (
    <div className="bench-row">
      <BenchNumber label="every" unit="s" value={period} change={setPeriod} />
      <BenchNumber label="cut for" unit="%" value={duty} change={setDuty} />
      <BenchNumber label="during" unit="s" value={span} change={setSpan} />
      <BenchButton
        label="Flap"
        hint="Cut and healed again and again"
        danger
        command={{
          kind: "flap",
          a: props.a,
          b: props.b,
          periodUs: Math.round(Number(period) * 1_000_000),
          dutyPercent: Number(duty),
          forUs: Math.round(Number(span) * 1_000_000),
        }}
      />
    </div>
  );
}

/** Everything that can be done to one link. */
export function LinkEditor(props: {
  readonly a: LinkEnd;
  readonly b: LinkEnd;
  readonly names: readonly [string, string];
}): ReactNode {
  const { a, b, names } = props;
  const [oneWay, setOneWay] = useState(false);
  return (
    <section>
      <h3>
        Link {names[0]} → {names[1]}
      </h3>
      <fieldset className="bench-row">
        <legend className="sr-only">Direction</legend>
        <label>
          <input
            type="radio"
            name="way"
            checked={!oneWay}
            onChange={() => setOneWay(false)}
          />
          both ways
        </label>
        <label>
          <input
            type="radio"
            name="way"
            checked={oneWay}
            onChange={() => setOneWay(true)}
          />
          only {names[0]} → {names[1]}
        </label>
      </fieldset>
      <div className="bench-row">
        <BenchButton
          label="Cut"
          hint="Packets are dropped; TCP tries again and waits longer each time"
          danger
          command={{ kind: "cut", a, b, oneWay }}
        />
        <BenchButton
          label="Stall"
          hint="Bytes are taken and go no further, as behind a stuck proxy"
          danger
          command={{ kind: "stall", a, b, oneWay }}
        />
        <BenchButton
          label="Reset connections"
          hint="Both ends are told at once and may connect again"
          danger
          command={{ kind: "resetConnections", a, b }}
        />
        <BenchButton label="Heal" command={{ kind: "heal", link: { a, b } }} />
      </div>
      <Slow a={a} b={b} />
      <Flap a={a} b={b} />
    </section>
  );
}

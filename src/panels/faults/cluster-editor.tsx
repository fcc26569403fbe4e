import { type ReactNode, useState } from "react";
import { BenchButton, BenchNumber } from "./bench-button.tsx";
import { groupsOf } from "./fault-targets.ts";

function Planes(): ReactNode {
  return (
    <div className="bench-row">
      <BenchButton
        label="Cut brokers from controllers"
        danger
        command={{ kind: "cutPlane", plane: "brokerController", nodes: null }}
      />
      <BenchButton
        label="Cut brokers from brokers"
        danger
        command={{ kind: "cutPlane", plane: "brokerBroker", nodes: null }}
      />
      <BenchButton
        label="Cut clients off"
        danger
        command={{ kind: "cutPlane", plane: "clientBroker", nodes: null }}
      />
    </div>
  );
}

/** Faults of more than one node or link. */
export function ClusterEditor(props: {
  readonly brokers: readonly number[];
  readonly nodes: readonly number[];
}): ReactNode {
  const { brokers, nodes } = props;
  const half = Math.ceil(nodes.length / 2);
  const [groups, setGroups] = useState(
    `${nodes.slice(0, half).join(" ")} | ${nodes.slice(half).join(" ")}`,
  );
  const [gap, setGap] = useState("5");
  return (
    <section>
      <h3>The whole cluster</h3>
      <div className="bench-row">
        <label className="bench-number wide">
          groups
          <input
            type="text"
            autoComplete="off"
            spellCheck={false}
            value={groups}
            onChange={(event) => setGroups(event.target.value)}
          />
        </label>
        <BenchButton
          label="Partition the network"
          hint="Nodes of different groups cannot reach each other; clients by their name"
          danger
          command={{ kind: "partition", groups: groupsOf(groups) }}
        />
      </div>
      <Planes />
      <div className="bench-row">
        <BenchButton
          label="Power loss everywhere"
          danger
          command={{
            kind: "blackout",
            nodes: brokers,
            keepPercent: null,
            staggerUs: 0,
          }}
        />
        <BenchNumber label="pause" unit="s" value={gap} change={setGap} />
        <BenchButton
          label="Rolling restart"
          hint="Each waits until the one before is unfenced"
          command={{
            kind: "rollingRestart",
            nodes: null,
            gapUs: Math.round(Number(gap) * 1_000_000),
          }}
        />
      </div>
    </section>
  );
}

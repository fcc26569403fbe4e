import { type ReactNode, useState } from "react";
import type { LogDirView, NodeStatus } from "../../contract/frame.ts";
import { grouped } from "../../scene/figures.ts";
import { BenchButton, BenchNumber } from "./bench-button.tsx";
import { processActions } from "./node-actions.ts";

function Disk(props: { readonly node: number; readonly dir: LogDirView }): ReactNode {
  const { node, dir } = props;
  const { path } = dir;
  const [free, setFree] = useState("0");
  const [fsync, setFsync] = useState("500");
  const slow = Math.round(Number(fsync) * 1_000);
  return (
    <div className="bench-disk">
      <p>
        <b>{path}</b> {dir.status}
        {dir.slow ? ", slow" : ""}
        {dir.usedBytes === null
          ? ""
          : ` · ${dir.replicas} replicas · ${grouped(dir.usedBytes)} bytes`}
        {dir.capacityBytes === null ? "" : ` of ${grouped(dir.capacityBytes)}`}
      </p>
      <div className="bench-row">
        {dir.broken ? (
          <BenchButton
            label="Return the disk"
            hint="A running broker takes it back at its next start"
            command={{ kind: "returnDir", node, dir: path }}
          />
        ) : (
          <BenchButton
            label="Fail"
            hint="The next write to it is an I/O error"
            danger
            command={{ kind: "failDir", node, dir: path }}
          />
        )}
        <BenchNumber label="free" unit="bytes" value={free} change={setFree} />
        <BenchButton
          label="Fill up"
          hint="Only so many bytes are free"
          danger
          command={{ kind: "limitDisk", node, dir: path, freeBytes: Number(free) }}
        />
        {dir.capacityBytes === null ? null : (
          <BenchButton
            label="Free it"
            command={{ kind: "limitDisk", node, dir: path, freeBytes: null }}
          />
        )}
        <BenchNumber label="flush takes" unit="ms" value={fsync} change={setFsync} />
        <BenchButton
          label="Slow disk"
          danger
          command={{ kind: "slowDisk", node, dir: path, writeUs: slow, fsyncUs: slow }}
        />
        {dir.slow ? (
          <BenchButton
            label="As it was"
            command={{ kind: "slowDisk", node, dir: path, writeUs: null, fsyncUs: null }}
          />
        ) : null}
      </div>
    </div>
  );
}

/** Everything that can be done to one node and its disks. */
export function NodeEditor(props: {
  readonly node: number;
  readonly name: string;
  readonly status: NodeStatus;
  readonly slowFactor: number;
  readonly dirs: readonly LogDirView[];
}): ReactNode {
  const { node, dirs, slowFactor } = props;
  const [factor, setFactor] = useState("10");
  return (
    <section>
      <h3>
        {props.name} <span>{props.status}</span>
      </h3>
      <div className="bench-row">
        {processActions(node, props.status).map((action) => (
          <BenchButton
            key={action.label}
            label={action.label}
            hint={action.hint}
            danger={action.danger}
            command={action.command}
          />
        ))}
        <BenchButton
          label="Isolate"
          hint="No link to any node or client"
          danger
          command={{ kind: "isolate", node }}
        />
      </div>
      <div className="bench-row">
        <BenchNumber
          label="handling takes"
          unit="times"
          value={factor}
          change={setFactor}
        />
        <BenchButton
          label="Slow down"
          danger
          command={{ kind: "slowNode", node, factor: Number(factor) }}
        />
        {slowFactor > 1 ? (
          <BenchButton
            label={`As it was (now ${slowFactor} times)`}
            command={{ kind: "slowNode", node, factor: 1 }}
          />
        ) : null}
      </div>
      {dirs.map((dir) => (
        <Disk key={dir.path} node={node} dir={dir} />
      ))}
    </section>
  );
}

import { type ReactNode, useMemo, useState } from "react";
import type { Command } from "../../contract/command.ts";
import type { LinkEnd } from "../../contract/fault-command.ts";
import type { NodeStatus } from "../../contract/frame.ts";
import { commandLine } from "../forms/command-line.ts";
import { Twin } from "../forms/twin.tsx";
import { useCalm, usePage, useView } from "../page-context.ts";
import { type BenchAct, BenchActProvider } from "./bench-act.ts";
import { ClusterEditor } from "./cluster-editor.tsx";
import { endsOf, type NamedEnd } from "./fault-targets.ts";
import { LinkEditor } from "./link-editor.tsx";
import { LinkMatrix } from "./link-matrix.tsx";
import { NodeEditor } from "./node-editor.tsx";
import { PlannedList } from "./planned-list.tsx";
import "./fault-bench.css";

/** When a button takes effect. */
interface Timing {
  readonly later: boolean;
  readonly seconds: string;
}

function When(props: {
  readonly timing: Timing;
  readonly change: (timing: Timing) => void;
}): ReactNode {
  const { timing, change } = props;
  return (
    <fieldset className="bench-row">
      <legend className="sr-only">When</legend>
      <label>
        <input
          type="radio"
          name="when"
          checked={!timing.later}
          onChange={() => change({ ...timing, later: false })}
        />
        at once
      </label>
      <label>
        <input
          type="radio"
          name="when"
          checked={timing.later}
          onChange={() => change({ ...timing, later: true })}
        />
        in
      </label>
      <label className="bench-number">
        <span className="sr-only">seconds from now</span>
        <input
          type="text"
          inputMode="decimal"
          value={timing.seconds}
          onFocus={() => change({ ...timing, later: true })}
          onChange={(event) => change({ later: true, seconds: event.target.value })}
        />
        s
      </label>
    </fieldset>
  );
}

/** Does what a button says; what is refused is said and nothing that was typed is lost. */
function useActs(timing: Timing): BenchAct & {
  readonly looked: Command | null;
  readonly refusal: string;
} {
  const { commands } = usePage();
  const [looked, look] = useState<Command | null>(null);
  const [refusal, setRefusal] = useState("");
  const bench = useMemo<BenchAct>(() => {
    const send = async (command: Command): Promise<void> => {
      const afterUs = Math.round(Number(timing.seconds) * 1_000_000);
      const receipt = await commands.submit(
        timing.later ? { kind: "schedule", afterUs, command } : command,
      );
      setRefusal(
        receipt.kind === "refused" ? `${receipt.path} ${receipt.reason}`.trim() : "",
      );
    };
    return { act: (command) => void send(command), look };
  }, [commands, timing]);
  return { ...bench, looked, refusal };
}

interface Node {
  readonly id: number;
  readonly status: NodeStatus;
}

function Editor(props: {
  readonly ends: readonly NamedEnd[];
  readonly nodes: readonly Node[];
}): ReactNode {
  const target = useView((state) => state.bench);
  const brokers = useCalm((frame) => frame?.brokers) ?? [];
  const nameOf = (end: LinkEnd): string =>
    props.ends.find((one) => one.end === end)?.name ?? String(end);
  if (target === null)
    return (
      <>
        <p className="hint">
          Choose a link in the table, or a node on its diagonal. What you do to it is a
          command like any other: it is in the shell and in the run’s file.
        </p>
        <ClusterEditor
          brokers={brokers.map(({ id }) => id)}
          nodes={props.nodes.map(({ id }) => id)}
        />
      </>
    );
  if (target.kind === "link") {
    const { a, b } = target;
    return <LinkEditor key={`${a}/${b}`} a={a} b={b} names={[nameOf(a), nameOf(b)]} />;
  }
  const broker = brokers.find(({ id }) => id === target.node);
  return (
    <NodeEditor
      key={target.node}
      node={target.node}
      name={nameOf(target.node)}
      status={props.nodes.find(({ id }) => id === target.node)?.status ?? "down"}
      slowFactor={broker?.slowFactor ?? 1}
      dirs={broker?.dirs ?? []}
    />
  );
}

/** Every fault by hand: of links, nodes, disks and the whole cluster, at once or at a time. */
export function FaultBench(): ReactNode {
  const { view } = usePage();
  const target = useView((state) => state.bench);
  const frame = useCalm((one) => one);
  const [timing, setTiming] = useState<Timing>({ later: false, seconds: "5" });
  const acts = useActs(timing);
  if (frame === null) return null;
  const ends = endsOf(frame);
  const nodes: readonly Node[] = [
    ...frame.brokers,
    ...frame.controllers.filter(
      ({ id }) => !frame.brokers.some((broker) => broker.id === id),
    ),
  ];
  const statusOf = ({ end }: NamedEnd): string =>
    nodes.find(({ id }) => id === end)?.status ?? "";
  return (
    <BenchActProvider value={acts}>
      <div className="fault-bench" data-testid="fault-bench">
        <LinkMatrix ends={ends} links={frame.links} statusOf={statusOf} />
        <div>
          <Editor ends={ends} nodes={nodes} />
        </div>
        <div>
          <When timing={timing} change={setTiming} />
          <div className="bench-row">
            <button
              type="button"
              className="quiet"
              onClick={() => acts.act({ kind: "healAll" })}
            >
              Heal all
            </button>
            {target === null ? null : (
              <button
                type="button"
                className="quiet"
                onClick={() => view.setState({ bench: null })}
              >
                The whole cluster
              </button>
            )}
          </div>
          <p className="error" role="alert">
            {acts.refusal}
          </p>
          <PlannedList />
          <Twin line={acts.looked === null ? "" : commandLine(acts.looked)} />
        </div>
      </div>
    </BenchActProvider>
  );
}

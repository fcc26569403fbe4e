import { type ReactNode, useState } from "react";
import { useStore } from "zustand";
import type { ExperimentSpec, ExperimentView } from "../../contract/experiment.ts";
import type { ViewFrame } from "../../contract/frame.ts";
import { commandLine } from "../forms/command-line.ts";
import { Twin } from "../forms/twin.tsx";
import { useCalm, usePage } from "../page-context.ts";
import {
  type ExperimentDraft,
  type ExperimentWorld,
  filled,
  firstDraft,
  specOf,
  sweepLine,
} from "./experiment-draft.ts";
import { ExperimentForm } from "./experiment-form.tsx";
import { ProtocolTable } from "./protocol-table.tsx";
import { SweepPlot, SweepTable } from "./sweep-plot.tsx";
import "./experiments.css";

const nothing: ExperimentWorld = { producers: [], consumers: [], partitions: {} };

function worldOf(frame: ViewFrame | null): ExperimentWorld {
  if (frame === null) return nothing;
  const { producers, consumers, topics } = frame;
  const partitions = Object.fromEntries(
    topics.map((topic) => [topic.name, topic.partitions]),
  );
  return { producers, consumers, partitions };
}

/** What the present run is about: `linger.ms=5`, or a protocol. */
function presentRun(spec: ExperimentSpec, done: number): string {
  if (spec.kind === "sweep") return `${spec.parameter}=${spec.values[done] ?? ""}`;
  return ["classic, range", "classic, cooperative-sticky", "consumer"][done] ?? "";
}

function Progress(props: {
  readonly view: ExperimentView | null;
  readonly running: boolean;
}): ReactNode {
  const { view, running } = props;
  if (!running) return null;
  const words =
    view === null
      ? "The first run begins."
      : `Run ${Math.min(view.total, view.done + 1)} of ${view.total}: ${presentRun(view.spec, view.done)}`;
  return (
    <div className="progress">
      <progress
        max={view?.total ?? 1}
        value={view === null ? 0 : view.done + view.progress}
        aria-label="Experiment"
      />
      <output>{words}</output>
    </div>
  );
}

function Results(props: { readonly view: ExperimentView }): ReactNode {
  const { spec, sweep, protocols } = props.view;
  const seconds = `${spec.forUs / 1_000_000}\u202fs`;
  if (spec.kind === "protocols")
    return protocols.length === 0 ? null : (
      <>
        <h3>
          Group {spec.group}, {seconds} from what happened to it
        </h3>
        <ProtocolTable results={protocols} />
        <Twin title="What happened" line={commandLine(spec.command)} />
      </>
    );
  if (sweep.length === 0) return null;
  return (
    <>
      <h3>
        {spec.parameter} of {spec.producer}, {seconds} each
      </h3>
      <div className="swept">
        <SweepPlot spec={spec} points={sweep} />
        <SweepTable spec={spec} points={sweep} />
      </div>
    </>
  );
}

const aboutSweep =
  "The scenario is run once for each value, beside the run that you see: as long a warm-up, then the measurement.";
const aboutProtocols =
  "The same seed three times: the group comes to rest, the same thing happens to it, and what that cost is counted.";

/** Runs beside the one that is shown. What was chosen stays while another tab is in front. */
export function Experiments(): ReactNode {
  const { experiments, view } = usePage();
  const { view: found, running, problem } = useStore(experiments.store);
  const world = worldOf(useCalm((frame) => frame));
  const [kept, setDraft] = useState<ExperimentDraft>(firstDraft);
  const [missing, setMissing] = useState("");
  const draft = filled(kept, world);
  const begin = (): void => {
    const spec = specOf(draft, world);
    setMissing(typeof spec === "string" ? spec : "");
    if (typeof spec === "string") return;
    // What comes needs room.
    view.setState({ tall: true });
    void experiments.begin(spec);
  };
  const wrong = missing || problem || (found?.problem ?? "");
  const topic =
    world.producers.find(({ id }) => id === draft.producer)?.topic ?? "orders";
  return (
    <div className="experiments" data-testid="experiments">
      <ExperimentForm
        draft={draft}
        world={world}
        running={running}
        change={setDraft}
        begin={begin}
        cancel={experiments.cancel}
      />
      {wrong === "" ? null : (
        <p className="error" role="alert">
          {wrong}
        </p>
      )}
      <Progress view={found} running={running} />
      {found === null ? (
        <p className="hint">{draft.kind === "sweep" ? aboutSweep : aboutProtocols}</p>
      ) : (
        <Results view={found} />
      )}
      {draft.kind === "sweep" ? <Twin line={sweepLine(draft, topic)} /> : null}
    </div>
  );
}

import { Settings2 } from "lucide-react";
import type { ReactNode } from "react";
import type { ProducerView } from "../../contract/client-view.ts";
import { grouped } from "../../scene/figures.ts";
import { ackedPerSecond } from "../clients/client-text.ts";
import { commandLine } from "../forms/command-line.ts";
import { useCalm, useFocus, usePage, useView } from "../page-context.ts";
import { latencyParts, msText, totalOf } from "./latency-parts.ts";
import { producerActions } from "./producer-actions.ts";
import { SplitBar } from "./split-bar.tsx";
import "./producers.css";

/** Kafka: ProducerConfig. */
const defaultBufferMemory = 33_554_432;
const defaultBatchSize = 16_384;
const defaultInFlight = 5;

const kb = (bytes: number): string =>
  bytes < 10_000 ? (bytes / 1_000).toFixed(1) : grouped(bytes / 1_000);

function Actions(props: { readonly producer: ProducerView }): ReactNode {
  const { commands, view } = usePage();
  const { producer } = props;
  return (
    <div className="deeds">
      <button
        type="button"
        className="icon"
        aria-label={`All settings of ${producer.id}`}
        title="Settings"
        onClick={() => view.setState({ form: { kind: "producer", id: producer.id } })}
      >
        <Settings2 size={14} aria-hidden />
      </button>
      {producerActions(producer).map(({ label, hint, command }) => (
        <button
          key={label}
          type="button"
          className="quiet"
          aria-label={`${label} ${producer.id}`}
          title={`${hint}\n${commandLine(command)}`}
          onClick={() => void commands.perform(command)}
        >
          {label}
        </button>
      ))}
    </div>
  );
}

/** Where its records' time goes, with a figure for each part. */
function Split(props: { readonly producer: ProducerView }): ReactNode {
  const { split } = props.producer;
  if (totalOf(split) === 0)
    return <p className="hint">Nothing was acknowledged in the last seconds.</p>;
  return (
    <div className="split">
      <SplitBar split={split} />
      <ul>
        {latencyParts.map(({ name, words }) => (
          <li key={name}>
            <i data-part={name} aria-hidden /> {words} <b>{msText(split[name])}</b>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Figure(props: {
  readonly name: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

function Figures(props: { readonly producer: ProducerView }): ReactNode {
  const { producer } = props;
  const { latency, settings } = producer;
  const set = (name: string, otherwise: number): number =>
    Number(settings.config[name] ?? otherwise);
  const buffer = set("buffer.memory", defaultBufferMemory);
  return (
    <dl>
      <Figure name="p50, p95, p99">
        {msText(latency.p50)} · {msText(latency.p95)} · {msText(latency.p99)} ms
      </Figure>
      <Figure name="a batch">
        {producer.recordsPerBatch} {producer.recordsPerBatch === 1 ? "record" : "records"}
        , {kb(producer.bytesPerBatch)} of {kb(set("batch.size", defaultBatchSize))} kB
      </Figure>
      <Figure name="requests in flight">
        {producer.inFlight}, up to{" "}
        {set("max.in.flight.requests.per.connection", defaultInFlight)} a broker
      </Figure>
      <Figure name="buffer.memory">
        <meter
          min={0}
          max={buffer}
          high={0.8 * buffer}
          value={producer.bufferUsed}
          aria-label={`Buffer of ${producer.id}`}
        />{" "}
        {kb(producer.bufferUsed)} of {kb(buffer)} kB
        {producer.blocked > 0 ? <b className="wait"> send blocks</b> : null}
      </Figure>
      <Figure name="waiting or in flight">{grouped(producer.pending)}</Figure>
      <Figure name="given up">
        <span data-bad={producer.failed > 0}>{grouped(producer.failed)}</span>
      </Figure>
    </dl>
  );
}

function Errors(props: { readonly producer: ProducerView }): ReactNode {
  const { errors } = props.producer;
  if (errors.length === 0) return null;
  return (
    <ul className="errors" aria-label={`Errors that ${props.producer.id} met`}>
      {errors.map(({ error, count }) => (
        <li key={error}>
          <code>{error}</code> {grouped(count)}×
        </li>
      ))}
    </ul>
  );
}

function Producer(props: { readonly producer: ProducerView }): ReactNode {
  const { producer } = props;
  const focus = useFocus();
  const { view } = usePage();
  const selected = useView(
    (state) => state.focus?.kind === "client" && state.focus.id === producer.id,
  );
  const rate = ackedPerSecond(producer.ackedPerTenth);
  return (
    <li>
      <div className="head">
        <button
          type="button"
          className="name"
          aria-pressed={selected}
          onClick={(event) => {
            view.setState({ toInspector: event.detail === 0 });
            focus({ kind: "client", id: producer.id });
          }}
        >
          {producer.id}
        </button>
        {producer.status === "running" ? null : (
          <span className="badge" data-badge={producer.status}>
            {producer.status}
          </span>
        )}
        <span className="hint">→ {producer.topic}</span>
        <span>
          {grouped(rate)} of {grouped(producer.settings.recordsPerSecond)} records/s
        </span>
        <Actions producer={producer} />
      </div>
      <Split producer={producer} />
      <Figures producer={producer} />
      <Errors producer={producer} />
    </li>
  );
}

/** Producers up close. Their batches are in the inspector of each. */
export function Producers(): ReactNode {
  const producers = useCalm((frame) => frame?.producers ?? []);
  return (
    <div className="producers" data-testid="producers">
      {producers.length === 0 ? (
        <p className="hint">There is no producer. Add one on the left.</p>
      ) : (
        <ul>
          {producers.map((producer) => (
            <Producer key={producer.id} producer={producer} />
          ))}
        </ul>
      )}
    </div>
  );
}

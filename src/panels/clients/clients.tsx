import { PenLine, Plus, Settings2, Square } from "lucide-react";
import type { ReactNode } from "react";
import type { ConsumerView, ProducerView } from "../../contract/client-view.ts";
import { grouped } from "../../scene/figures.ts";
import type { OpenForm } from "../../store/view.ts";
import { useCalm, useFocus, usePage, useView } from "../page-context.ts";
import { ackedPerSecond, settingsLine, subscriptionText } from "./client-text.ts";
import { Sparkline } from "./sparkline.tsx";
import "./clients.css";

function useForm(): (form: OpenForm) => void {
  const { view } = usePage();
  return (form) => {
    view.setState({ form });
  };
}

function ClientHead(props: {
  readonly id: string;
  readonly figure: string;
  readonly form: OpenForm;
}): ReactNode {
  const { commands } = usePage();
  const focus = useFocus();
  const open = useForm();
  const selected = useView(
    (view) => view.focus?.kind === "client" && view.focus.id === props.id,
  );
  return (
    <div className="client-head">
      <button
        type="button"
        className="name"
        aria-pressed={selected}
        onClick={() => focus({ kind: "client", id: props.id })}
      >
        {props.id}
      </button>
      <span className="rate">{props.figure}</span>
      <button
        type="button"
        className="icon"
        aria-label={`Settings of ${props.id}`}
        title="Settings"
        onClick={() => open(props.form)}
      >
        <Settings2 size={14} aria-hidden />
      </button>
      <button
        type="button"
        className="icon"
        aria-label={`Stop ${props.id}`}
        title="Stop"
        onClick={() => void commands.perform({ kind: "removeClient", id: props.id })}
      >
        <Square size={12} aria-hidden />
      </button>
    </div>
  );
}

function Producer(props: { readonly producer: ProducerView }): ReactNode {
  const { producer } = props;
  const rate = ackedPerSecond(producer.ackedPerTenth);
  const top = Math.max(
    2,
    ...producer.ackedPerTenth,
    producer.settings.recordsPerSecond / 6,
  );
  return (
    <li>
      <ClientHead
        id={producer.id}
        figure={`${grouped(rate)}/s`}
        form={{ kind: "producer", id: producer.id }}
      />
      <Sparkline values={producer.ackedPerTenth} top={top} />
      <p>
        → {producer.topic} · {settingsLine(producer.settings)}
      </p>
      {producer.failed + producer.pending > producer.settings.recordsPerSecond ? (
        <p className="wait">
          {grouped(producer.pending)} waiting
          {producer.failed > 0 ? `, ${grouped(producer.failed)} given up` : ""}
        </p>
      ) : null}
      {producer.lastError === "" ? null : (
        <p className="error-name">{producer.lastError}</p>
      )}
    </li>
  );
}

function Consumer(props: { readonly consumer: ConsumerView }): ReactNode {
  const { consumer } = props;
  const lag = consumer.positions.reduce((sum, one) => sum + Math.max(0, one.lag), 0);
  return (
    <li>
      <ClientHead
        id={consumer.id}
        figure={`lag ${grouped(lag)}`}
        form={{ kind: "consumer", id: consumer.id }}
      />
      <p>
        ← {subscriptionText(consumer.subscription)} · {grouped(consumer.consumed)} read
      </p>
      {consumer.lastError === "" ? null : (
        <p className="error-name">{consumer.lastError}</p>
      )}
    </li>
  );
}

function Add(props: {
  readonly icon?: ReactNode;
  readonly text: string;
  readonly form: OpenForm;
}): ReactNode {
  const open = useForm();
  return (
    <button type="button" className="add" onClick={() => open(props.form)}>
      {props.icon ?? <Plus size={14} aria-hidden />} {props.text}
    </button>
  );
}

/** Producers and consumers, and what can be added. */
export function Clients(): ReactNode {
  const producers = useCalm((frame) => frame?.producers ?? null);
  const consumers = useCalm((frame) => frame?.consumers ?? null);
  return (
    <>
      <section className="clients">
        <h2>
          Producers <span>{producers?.length ?? 0}</span>
        </h2>
        <ul>
          {producers?.map((producer) => (
            <Producer key={producer.id} producer={producer} />
          ))}
        </ul>
        <Add text="Add a producer" form={{ kind: "producer", id: null }} />
        <Add
          text="Produce one record"
          icon={<PenLine size={13} aria-hidden />}
          form={{ kind: "record", topic: "" }}
        />
      </section>
      <section className="clients">
        <h2>
          Consumers <span>{consumers?.length ?? 0}</span>
        </h2>
        <ul>
          {consumers?.map((consumer) => (
            <Consumer key={consumer.id} consumer={consumer} />
          ))}
        </ul>
        <Add text="Add a consumer" form={{ kind: "consumer", id: null }} />
      </section>
      <section className="clients">
        <h2>Topics</h2>
        <Add text="Create a topic" form={{ kind: "topic" }} />
      </section>
    </>
  );
}

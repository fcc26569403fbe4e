import { PenLine } from "lucide-react";
import type { ReactNode } from "react";
import type { ProducerView } from "../../contract/client-view.ts";
import { grouped } from "../../scene/figures.ts";
import { useCalm } from "../page-context.ts";
import { Add, ClientHead } from "./client-head.tsx";
import { ackedPerSecond, settingsLine } from "./client-text.ts";
import { Sparkline } from "./sparkline.tsx";

const ms = (us: number): string => String(Math.round(us / 1_000));

/** ` 12×`, or nothing where it is not counted. */
function errorTimes({ lastError, errors }: ProducerView): string {
  const times = errors.find(({ error }) => error === lastError)?.count ?? 0;
  return times > 1 ? ` ${grouped(times)}×` : "";
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
        figure={producer.status === "down" ? "down" : `${grouped(rate)}/s`}
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
      {producer.latency.p50 === 0 ? null : (
        <p title="From send to the acknowledgement, last seconds">
          p50 {ms(producer.latency.p50)} · p95 {ms(producer.latency.p95)} · p99{" "}
          {ms(producer.latency.p99)} ms
        </p>
      )}
      {producer.lastError === "" ? null : (
        <p className="error-name">
          {producer.lastError}
          {errorTimes(producer)}
        </p>
      )}
    </li>
  );
}

/** Producers, and what can be written. */
export function ProducerList(): ReactNode {
  const producers = useCalm((frame) => frame?.producers ?? null);
  return (
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
  );
}

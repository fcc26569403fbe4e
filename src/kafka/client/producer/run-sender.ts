import { work } from "./application.ts";
import { producerTimers } from "./producer.ts";
import { type ProducerHost, tell } from "./producer-host.ts";
import { refreshMetadata } from "./producer-metadata.ts";
import { port } from "./producer-port.ts";
import { runOnce } from "./run-once.ts";

/** The application's turn, and the sender's if there is something for it. */
export function workAndSend(host: ProducerHost): void {
  if (work(host)) runSender(host);
}

/**
 * Lets the sender run until it would wait, and arms the timer for the end of that wait; then the application, whose
 * memory or metadata may have come. Kafka: Sender.run.
 */
export function runSender(host: ProducerHost): void {
  const { context, producer } = host;
  const { sender } = producer;
  const now = context.effects.nowUs();
  producer.nodesWakeUs = Number.POSITIVE_INFINITY;
  let waitUs = 0;
  do {
    const epoch = sender.transactions?.producerEpoch ?? -1;
    waitUs = runOnce(sender, port, host, now);
    tellBump(host, epoch);
    // A failed batch may have given memory to a call that waits.
  } while (waitUs === 0 || (producer.blocked?.waiter?.granted === true && work(host)));
  const wakeUs = Math.min(now + waitUs, producer.nodesWakeUs);
  if (wakeUs !== Number.POSITIVE_INFINITY) armWake(host, wakeUs);
  if (producer.metadata.wanted) refreshMetadata(context, producer);
  if (producer.closing && isDone(host)) context.effects.exit();
}

/** The client raised its epoch by itself. */
function tellBump(host: ProducerHost, before: number): void {
  const { transactions } = host.producer.sender;
  if (transactions === null || before < 0 || transactions.producerEpoch <= before) return;
  const { producerId, producerEpoch: epoch } = transactions;
  tell(host, () => ({ kind: "session", producerId, epoch }));
}

/** Nothing is left to be sent or answered. */
const isDone = ({ producer }: ProducerHost): boolean =>
  producer.sender.accumulator.incomplete === 0 &&
  producer.asked.length === 0 &&
  producer.blocked === null;

function armWake({ context, producer }: ProducerHost, wakeUs: number): void {
  const now = context.effects.nowUs();
  const at = Math.max(Math.ceil(wakeUs), now + 1);
  if (producer.wakeUs !== 0 && producer.wakeUs <= at) return;
  producer.wakeUs = at;
  context.effects.after(at - now, producerTimers.wake, at);
}

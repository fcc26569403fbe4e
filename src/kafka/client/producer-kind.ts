import type { ClientKind } from "./client-kinds.ts";
import type { ClientDisk, ClientMemory } from "./client-process.ts";
import { placeKeys } from "./producer/application.ts";
import { idAnswered, produceAnswered } from "./producer/produce-answered.ts";
import {
  type ChosenSend,
  newProducer,
  producerPurposes,
  producerTimers,
} from "./producer/producer.ts";
import { metadataAnswered, refreshMetadata } from "./producer/producer-metadata.ts";
import { runSender, workAndSend } from "./producer/run-sender.ts";
import { blockedTooLong } from "./producer/send.ts";

type Disk = Extract<ClientDisk, { kind: "producer" }>;
type Memory = Extract<ClientMemory, { kind: "producer" }>;

/** A producer's process. Kafka: KafkaProducer with its Sender. */
export const producerKind: ClientKind<Memory, Disk> = {
  boot: (effects, disk) => ({
    kind: "producer",
    producer: newProducer(disk, effects.nowUs()),
  }),
  started: (context, { producer }) => {
    const host = { context, producer };
    // The first record has its key before there is metadata.
    placeKeys(producer);
    const { isIdempotent: idempotent, maxInFlight } = producer.config;
    context.probe.clients.producer(producer.id, {
      kind: "started",
      idempotent,
      maxInFlight,
    });
    workAndSend(host);
    // The thread that sends asks for a producer id before there is anything to send.
    runSender(host);
  },
  network: ({ producer }) => producer.client,
  answered: (context, { producer }, request, body) => {
    const host = { context, producer };
    if (request.purpose === producerPurposes.produce)
      produceAnswered(host, request, body);
    else if (request.purpose === producerPurposes.producerId) idAnswered(host, body);
    else {
      metadataAnswered(context, producer, body);
      if (producer.metadata.wanted) refreshMetadata(context, producer);
    }
    if (producer.blocked !== null) workAndSend(host);
    runSender(host);
  },
  timer: (context, { producer }, kind, argument) => {
    const host = { context, producer };
    if (kind === producerTimers.tick) {
      producer.tickUs = 0;
      workAndSend(host);
    } else if (kind === producerTimers.wake && producer.wakeUs === argument) {
      producer.wakeUs = 0;
      runSender(host);
    } else if (
      kind === producerTimers.refresh &&
      producer.metadata.timerUs === argument
    ) {
      producer.metadata.timerUs = 0;
      refreshMetadata(context, producer);
    } else if (kind === producerTimers.blocked) {
      blockedTooLong(host, argument as number);
      workAndSend(host);
    } else if (kind === producerTimers.send) {
      producer.asked.push(argument as ChosenSend);
      workAndSend(host);
    }
  },
  resettle: (context, { producer }, settings) => {
    producer.settings = settings;
    producer.nextRecordUs = Math.max(producer.nextRecordUs, context.effects.nowUs());
    placeKeys(producer);
    workAndSend({ context, producer });
  },
  act: (context, { producer }, act) => {
    if (act.kind !== "flush")
      return `${producer.id} is a producer; ${act.kind} is not for it.`;
    const { accumulator } = producer.sender;
    producer.flushBefore = accumulator.nextNumber;
    producer.flushLeft = accumulator.incomplete;
    accumulator.flushesInProgress = accumulator.incomplete > 0 ? 1 : 0;
    runSender({ context, producer });
    return null;
  },
  terminate: (context, { producer }) => {
    producer.closing = true;
    producer.sender.accumulator.closed = true;
    runSender({ context, producer });
  },
};

import type { Context } from "../../context.ts";
import { tendHeartbeat } from "./classic-heartbeat.ts";
import { leadWhenReady } from "./classic-join.ts";
import { tendCommits } from "./commits.ts";
import { type Consumer, consumerTimers } from "./consumer.ts";
import { tendMetadata } from "./consumer-metadata.ts";
import { tendModern } from "./modern-heartbeat.ts";
import { runApplication } from "./run-application.ts";
import { assignWholeTopic } from "./subscribe.ts";

function tendMembership(context: Context, consumer: Consumer): void {
  const { membership } = consumer;
  if (membership === null) return;
  if (membership.kind === "modern") tendModern(context, consumer, membership);
  else {
    leadWhenReady(context, consumer, membership);
    tendHeartbeat(context, consumer, membership);
  }
}

/**
 * Whether a thread tends the network now: with the classic protocol it is the application's, while it is in one of the
 * consumer's methods, or the heartbeat's. Kafka: ConsumerNetworkClient, ConsumerNetworkThread.
 */
function isPumped({ membership, call, config }: Consumer): boolean {
  if (call !== null || config.isConsumerProtocol) return true;
  return membership?.kind === "classic" && membership.heartbeat.enabled;
}

/** After every event: what runs beside the application, then the application itself, then the next wake-up. */
export function advance(context: Context, consumer: Consumer): void {
  if (consumer.closed) return;
  assignWholeTopic(context, consumer);
  tendMembership(context, consumer);
  runApplication(context, consumer);
  if (consumer.closed) return;
  // The application may have given the background something to do.
  tendMembership(context, consumer);
  tendCommits(context, consumer);
  if (isPumped(consumer)) tendMetadata(context, consumer);
  arm(context, consumer);
}

/** Between two looks at something that is overdue, µs. */
const leastWaitUs = 1000;

/** Asks the kernel for the wake-up that was wished for. */
export function arm(
  context: Context,
  consumer: Pick<Consumer, "wishedUs" | "armedUs">,
): void {
  const { wishedUs, armedUs } = consumer;
  // What an answer wished for before counts too; the next event begins anew.
  consumer.wishedUs = Number.POSITIVE_INFINITY;
  if (wishedUs === Number.POSITIVE_INFINITY) return;
  const now = context.effects.nowUs();
  // A wish for now was met by this very event; whoever still waits does not spin.
  const atUs = wishedUs > now ? wishedUs : now + leastWaitUs;
  if (armedUs > now && armedUs <= atUs) return;
  consumer.armedUs = atUs;
  context.effects.after(atUs - now, consumerTimers.wake, atUs);
}

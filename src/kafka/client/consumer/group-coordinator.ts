import { apiNamed } from "../../../terms/apis.ts";
import { errorName } from "../../../terms/errors.ts";
import type { Context } from "../../context.ts";
import type {
  FindCoordinatorRequest,
  FindCoordinatorResponse,
} from "../../protocol/messages.ts";
import { backoffUs } from "./backoff.ts";
import { type Caller, wakeAt } from "./consumer.ts";
import { anyNode, requestUpdate } from "./consumer-metadata.ts";
import {
  askNode,
  disconnectCoordinator,
  isCoordinatorUnavailable,
} from "./consumer-network.ts";
import { exceptionOf, isRetriable } from "./exception-of.ts";
import { purposes } from "./purposes.ts";

/** What a consumer knows of its group's coordinator. Kafka: AbstractCoordinator, CoordinatorRequestManager. */
export interface GroupCoordinator {
  /** -1 unknown. */
  node: number;
  /** A look-up is in flight. */
  finding: boolean;
  notBeforeUs: number;
  attempts: number;
  /** Exception that the next call throws; empty for none. Kafka: fatalFindCoordinatorException. */
  fatal: string;
  /** When it was found last, µs: the client's session timer starts anew. */
  foundUs: number;
}

export const groupCoordinator = (): GroupCoordinator => ({
  node: -1,
  finding: false,
  notBeforeUs: 0,
  attempts: 0,
  fatal: "",
  foundUs: 0,
});

const groupKeyType = 0;
const findCoordinatorVersion = 6;

/** True when the coordinator is known; else it is looked up. Kafka: AbstractCoordinator.ensureCoordinatorReady. */
export function ensureCoordinator(context: Context, consumer: Caller): boolean {
  const { coordinator } = consumer;
  const now = context.effects.nowUs();
  if (coordinator.node >= 0 && isCoordinatorUnavailable(consumer, now))
    coordinator.node = -1;
  if (coordinator.node >= 0) return true;
  if (coordinator.finding || coordinator.fatal !== "") return false;
  if (now < coordinator.notBeforeUs) {
    wakeAt(consumer, coordinator.notBeforeUs);
    return false;
  }
  const target = anyNode(context, consumer);
  if (target === undefined) return false;
  const body: FindCoordinatorRequest = {
    key: "",
    keyType: groupKeyType,
    coordinatorKeys: [consumer.config.groupId],
  };
  coordinator.finding = askNode(context, consumer, target.nodeId, {
    api: apiNamed("FindCoordinator").key,
    version: findCoordinatorVersion,
    body,
    purpose: purposes.findCoordinator,
    context: null,
  });
  return false;
}

/** The answer; null when the connection was lost. Kafka: FindCoordinatorResponseHandler. */
export function coordinatorFound(
  context: Context,
  consumer: Caller,
  body: object | null,
): void {
  const { coordinator, config } = consumer;
  const now = context.effects.nowUs();
  coordinator.finding = false;
  const found = (body as FindCoordinatorResponse | null)?.coordinators[0];
  if (found?.errorCode === 0) {
    coordinator.node = found.nodeId;
    coordinator.attempts = 0;
    coordinator.foundUs = now;
    return;
  }
  if (found !== undefined && !isRetriable(found.errorCode)) {
    coordinator.fatal = exceptionOf(errorName(found.errorCode));
    return;
  }
  requestUpdate(consumer.metadata);
  coordinator.notBeforeUs = now + backoffUs(context, config, coordinator.attempts++);
  wakeAt(consumer, coordinator.notBeforeUs);
}

/** It does not answer, or says that it is not the one. Kafka: AbstractCoordinator.markCoordinatorUnknown. */
export function loseCoordinator(context: Context, consumer: Caller): void {
  const { coordinator } = consumer;
  if (coordinator.node < 0) return;
  disconnectCoordinator(context, consumer, coordinator.node);
  coordinator.node = -1;
}

import { apiNamed } from "../../../terms/apis.ts";
import { errorName } from "../../../terms/errors.ts";
import type { Context } from "../../context.ts";
import { errors } from "../../error-codes.ts";
import type { HeartbeatRequest, HeartbeatResponse } from "../../protocol/messages.ts";
import { leaveClassic } from "./classic-leave.ts";
import {
  type ClassicMembership,
  isUnchanged,
  requestRejoin,
  resetAndRejoin,
  type SentGeneration,
  sentGeneration,
} from "./classic-membership.ts";
import { type Consumer, wakeAt } from "./consumer.ts";
import { type Asked, askCoordinator } from "./consumer-network.ts";
import { ensureCoordinator, loseCoordinator } from "./group-coordinator.ts";
import { purposes } from "./purposes.ts";

const heartbeatVersion = 4;

/** The heartbeat thread, which runs whatever the application does. Kafka: HeartbeatThread.run. */
export function tendHeartbeat(
  context: Context,
  consumer: Consumer,
  membership: ClassicMembership,
): void {
  const { heartbeat, state } = membership;
  if (!heartbeat.enabled) return;
  if (state === "unjoined" || state === "preparing" || heartbeat.failed !== "") {
    heartbeat.enabled = false;
    return;
  }
  const now = context.effects.nowUs();
  const { config, coordinator } = consumer;
  if (consumer.call?.kind === "poll" && consumer.running === null)
    heartbeat.polledUs = now;
  if (!ensureCoordinator(context, consumer)) return;
  const sessionUntilUs = Math.max(
    heartbeat.sessionUntilUs,
    coordinator.foundUs + config.sessionTimeoutUs,
  );
  const pollUntilUs = heartbeat.polledUs + config.maxPollIntervalUs;
  if (now >= sessionUntilUs) {
    loseCoordinator(context, consumer);
    ensureCoordinator(context, consumer);
    return;
  }
  if (now >= pollUntilUs) {
    leaveClassic(context, consumer, membership, {
      reason: "consumer poll timeout has expired.",
    });
    return;
  }
  if (now >= heartbeat.nextUs) {
    heartbeat.nextUs = now + config.heartbeatIntervalUs;
    sendHeartbeat(context, consumer, membership);
  }
  wakeAt(consumer, Math.min(heartbeat.nextUs, sessionUntilUs, pollUntilUs));
}

function sendHeartbeat(
  context: Context,
  consumer: Consumer,
  membership: ClassicMembership,
): void {
  const body: HeartbeatRequest = {
    groupId: consumer.config.groupId,
    generationId: membership.generationId,
    memberId: membership.memberId,
    groupInstanceId: consumer.config.groupInstanceId,
  };
  askCoordinator(context, consumer, {
    api: apiNamed("Heartbeat").key,
    version: heartbeatVersion,
    body,
    purpose: purposes.heartbeat,
    context: sentGeneration(membership),
  });
}

/** The answer; null when the connection was lost. Kafka: HeartbeatResponseHandler and its listener. */
export function heartbeatAnswered(
  context: Context,
  consumer: Consumer,
  asked: Asked,
  body: object | null,
): void {
  const { membership, config } = consumer;
  if (membership?.kind !== "classic") return;
  const { heartbeat } = membership;
  const now = context.effects.nowUs();
  const code = (body as HeartbeatResponse | null)?.errorCode ?? -1;
  const goesOn = (): void => {
    heartbeat.sessionUntilUs = now + config.sessionTimeoutUs;
  };
  const isAgain = (): void => {
    heartbeat.nextUs = now + config.retryBackoffUs;
  };
  if (body === null) {
    loseCoordinator(context, consumer);
    isAgain();
  } else if (code === 0) goesOn();
  else if (code === errors.COORDINATOR_NOT_AVAILABLE || code === errors.NOT_COORDINATOR) {
    loseCoordinator(context, consumer);
    isAgain();
  } else if (code === errors.REBALANCE_IN_PROGRESS) {
    if (membership.state === "stable")
      requestRejoin(membership, "group is already rebalancing");
    goesOn();
  } else if (!isUnchanged(membership, asked.about as SentGeneration)) goesOn();
  else {
    resetAndRejoin(membership, {
      reason: `encountered ${errorName(code)} from HEARTBEAT response`,
      forgetsMemberId: code !== errors.ILLEGAL_GENERATION,
    });
    if (code === errors.FENCED_INSTANCE_ID)
      heartbeat.failed = "FencedInstanceIdException";
    else isAgain();
  }
}

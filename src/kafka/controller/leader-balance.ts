import type {
  ControllerContext,
  ControllerResult,
  PeriodicResponse,
} from "./controller-context.ts";
import type { ControllerState } from "./controller-state.ts";
import { electLeader } from "./elect-leader.ts";
import type { MetadataRecord } from "./metadata-record.ts";
import { proposePartitionChange } from "./partition-election.ts";
import { partitionsWhere, partitionsWithNoLeader } from "./partition-place.ts";
import { hasPreferredLeader } from "./partition-registration.ts";
import { uncleanElectionEnabled } from "./topic-config.ts";

/**
 * Tries the preferred replica of every partition that another leads, up to a limit; the ten percent of
 * leader.imbalance.per.broker.percentage play no part. Kafka: maybeBalancePartitionLeaders.
 */
export function balancePartitionLeaders(
  state: ControllerState,
  _context: ControllerContext,
): ControllerResult<PeriodicResponse> {
  const limit = state.config.maxElectionsPerImbalance;
  const records: MetadataRecord[] = [];
  for (const place of partitionsWhere(state.image, (one) => !hasPreferredLeader(one))) {
    if (records.length >= limit) break;
    const record = proposePartitionChange(state, place, { election: "PREFERRED" });
    if (record !== null) records.push(record);
  }
  return {
    records,
    response: { again: records.length >= limit },
    because: "balanceLeaders",
  };
}

/** Kafka: maybeElectUncleanLeaders: partitions without a leader whose topic allows it. */
export function electUncleanLeaders(
  state: ControllerState,
  _context: ControllerContext,
): ControllerResult<PeriodicResponse> {
  const limit = state.config.maxElectionsPerImbalance;
  const records: MetadataRecord[] = [];
  for (const { topic, index } of partitionsWithNoLeader(state.image)) {
    if (records.length >= limit) break;
    if (!uncleanElectionEnabled(state, topic.name)) continue;
    const outcome = electLeader(state, topic.name, index, "UNCLEAN");
    if (outcome.kind === "elected") records.push(outcome.record);
  }
  return {
    records,
    response: { again: records.length >= limit },
    because: "electUncleanLeaders",
  };
}

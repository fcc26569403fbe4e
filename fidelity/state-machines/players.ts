import type { Player } from "../recording.ts";
import { playClassicGroup } from "./classic-group.ts";
import { playConsumerFetch } from "./consumer-fetch.ts";
import { playConsumerGroup } from "./consumer-group.ts";
import { playEpochCache } from "./epoch-cache.ts";
import { playLog } from "./log.ts";
import { playPartitionChange } from "./partition-change.ts";
import { playProducerAccumulator } from "./producer-accumulator.ts";
import { playProducerSender } from "./producer-sender.ts";
import { playProducerState } from "./producer-state.ts";
import { playRaft } from "./raft.ts";

/** By recording, without extension. */
export const stateMachinePlayers: Readonly<Record<string, Player>> = {
  "state-machines/classic-group": playClassicGroup,
  "state-machines/consumer-fetch": playConsumerFetch,
  "state-machines/consumer-group": playConsumerGroup,
  "state-machines/epoch-cache": playEpochCache,
  "state-machines/log": playLog,
  "state-machines/partition-change": playPartitionChange,
  "state-machines/producer-accumulator": playProducerAccumulator,
  "state-machines/producer-sender": playProducerSender,
  "state-machines/producer-state": playProducerState,
  "state-machines/raft": playRaft,
};

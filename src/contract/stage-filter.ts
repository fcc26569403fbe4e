import type { NodeStatus } from "./frame.ts";
import type { partitionBits } from "./overview.ts";

/** What a partition can be picked by. */
export type PartitionState = keyof typeof partitionBits;

/** What a broker can be picked by; `fenced` as the controller has it. */
export type BrokerState = NodeStatus | "fenced";

/** Which rows and columns of the stage are shown. */
export type StageFilter =
  | { readonly kind: "partitions"; readonly state: PartitionState }
  | { readonly kind: "brokers"; readonly state: BrokerState }
  | { readonly kind: "topic"; readonly topic: string }
  | { readonly kind: "broker"; readonly broker: number }
  | { readonly kind: "rack"; readonly rack: string };

import type { GeneralState } from "./general-state.ts";

/** Kafka: GeneralAssignmentBuilder.getMaxAssignmentSize. */
export function mostPossible(state: GeneralState, member: number): number {
  let sum = 0;
  for (const topic of state.potentialTopics[member] ?? [])
    sum += state.task.topics[topic]?.partitions ?? 0;
  return sum;
}

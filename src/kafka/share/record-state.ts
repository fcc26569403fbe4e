/** Where a record of a share partition stands. Kafka: RecordState. */
export type RecordState = "Available" | "Acquired" | "Acknowledged" | "Archived";

/** As they are written. Kafka: RecordState.id. */
export const recordStateIds: Readonly<Record<RecordState, number>> = {
  Available: 0,
  Acquired: 1,
  Acknowledged: 2,
  Archived: 4,
};

/** Kafka: RecordState.forId. */
export const recordState = (id: number): RecordState => {
  switch (id) {
    case recordStateIds.Acquired:
      return "Acquired";
    case recordStateIds.Acknowledged:
      return "Acknowledged";
    case recordStateIds.Archived:
      return "Archived";
    default:
      return "Available";
  }
};

/** A record in this state never comes again. Kafka: SharePartition.isStateTerminal. */
export const isTerminal = (state: RecordState): boolean =>
  state === "Acknowledged" || state === "Archived";

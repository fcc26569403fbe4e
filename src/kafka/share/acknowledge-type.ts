import type { RecordState } from "./record-state.ts";

/** What a member says about a record; a gap is an offset without a record. Kafka: AcknowledgeType. */
export const acknowledgeTypes = {
  gap: 0,
  accept: 1,
  release: 2,
  reject: 3,
  renew: 4,
} as const;

/** Kafka: AcknowledgeType.forId, which throws for another. */
export const isAcknowledgeType = (type: number): boolean =>
  type >= acknowledgeTypes.gap && type <= acknowledgeTypes.renew;

/** The state that an acknowledgement asks for. Kafka: SharePartition.ACK_TYPE_TO_RECORD_STATE. */
export function stateAfter(type: number): RecordState {
  switch (type) {
    case acknowledgeTypes.accept:
      return "Acknowledged";
    case acknowledgeTypes.release:
      return "Available";
    default:
      return "Archived";
  }
}

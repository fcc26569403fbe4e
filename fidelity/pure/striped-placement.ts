import {
  placeReplicas,
  type UsableBroker,
} from "../../src/kafka/controller/placement.ts";
import type { Recording, Report } from "../recording.ts";
import { isObject, playRows } from "../rows.ts";

interface Draw {
  readonly bound: number;
  readonly value: number;
}

interface Row {
  readonly brokers: readonly UsableBroker[];
  readonly partitions: number;
  readonly rf: number;
  readonly draws: readonly Draw[];
  readonly placement?: readonly (readonly number[])[];
  readonly error?: string;
}

/** Kafka: StripedReplicaPlacer; the recorded draws are given out one by one and compared by bound. */
export function playStripedPlacement(recording: Recording): Promise<Report> {
  return playRows(
    recording,
    isRow,
    ({ brokers, partitions, rf, draws, placement, error }) => {
      const drawn: Draw[] = [];
      const placed = placeReplicas(brokers, partitions, rf, (bound) => {
        const value = draws[drawn.length]?.value ?? 0;
        drawn.push({ bound, value });
        return value;
      });
      const outcome =
        placed.kind === "placed"
          ? { placement: placed.partitions }
          : { error: "InvalidReplicationFactorException" };
      return [
        { draws, placement, error },
        { draws: drawn, ...outcome },
      ];
    },
  );
}

function isRow(row: unknown): row is Row {
  return isObject(row);
}

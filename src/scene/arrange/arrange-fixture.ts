import type { ArrangeInput, Placed } from "./arrange.ts";

/** Partitions of one topic on brokers, for tests. */
export function placedFixture(
  topic: string,
  assignments: readonly (readonly number[])[],
  before: readonly Placed[] = [],
): readonly Placed[] {
  let row = before.length;
  let firstReplica = before.reduce((sum, { replicas }) => sum + replicas.length, 0);
  const placed: Placed[] = [...before];
  for (const [partition, replicas] of assignments.entries()) {
    placed.push({ row, topic, partition, replicas, firstReplica });
    row += 1;
    firstReplica += replicas.length;
  }
  return placed;
}

const three = [1, 2, 3];
const shop = placedFixture(
  "customers",
  [three, three],
  placedFixture("orders", [three, three, three]),
);

/** A stage of three brokers with two topics, for tests. */
export function arrangeFixture(changes: Partial<ArrangeInput> = {}): ArrangeInput {
  const partitions = changes.partitions ?? shop;
  return {
    width: 860,
    height: 520,
    brokers: [1, 2, 3],
    racks: {},
    controllers: [101],
    partitions,
    replicas: partitions.reduce((sum, { replicas }) => sum + replicas.length, 0),
    letters: false,
    zoom: null,
    ...changes,
  };
}

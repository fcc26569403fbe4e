import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeReplicas, type UsableBroker } from "./placement.ts";

const broker = (
  id: number,
  rack: string | null = null,
  fenced = false,
): UsableBroker => ({
  id,
  rack,
  fenced,
});

describe("replica placement", () => {
  it("walks the racks in turn and the brokers of each", () => {
    const brokers = [broker(1, "a"), broker(2, "a"), broker(3, "b")];
    expect(placeReplicas(brokers, 3, 2, () => 0)).toEqual({
      kind: "placed",
      partitions: [
        [1, 3],
        [3, 2],
        [1, 3],
      ],
    });
  });

  it("refuses a factor above the brokers, none, and a cluster that is all fenced", () => {
    const refused = { kind: "refused", error: "INVALID_REPLICATION_FACTOR" };
    expect(placeReplicas([broker(1)], 1, 2, () => 0)).toMatchObject(refused);
    expect(placeReplicas([broker(1)], 1, 0, () => 0)).toMatchObject(refused);
    expect(placeReplicas([broker(1, null, true)], 1, 1, () => 0)).toMatchObject(refused);
  });

  it("never leads by a fenced broker nor puts two replicas on one", () => {
    const racks = fc.constantFrom("a", "b", "c");
    const some = fc.array(fc.record({ rack: racks, fenced: fc.boolean() }), {
      minLength: 1,
      maxLength: 9,
    });
    fc.assert(
      fc.property(some, fc.nat(8), fc.infiniteStream(fc.nat()), (given, rf, draws) => {
        const brokers = given.map((each, id) => ({ id, ...each }));
        const factor = (rf % brokers.length) + 1;
        const nextInt = (bound: number): number => Number(draws.next().value) % bound;
        const placed = placeReplicas(brokers, 20, factor, nextInt);
        const leaders = brokers.filter((each) => !each.fenced).map((each) => each.id);
        expect(placed.kind).toBe(leaders.length === 0 ? "refused" : "placed");
        for (const replicas of placed.kind === "placed" ? placed.partitions : []) {
          expect(new Set(replicas).size).toBe(factor);
          expect(leaders).toContain(replicas[0]);
        }
      }),
    );
  });
});

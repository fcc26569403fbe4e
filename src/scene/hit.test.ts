import { describe, expect, it } from "vitest";
import { arrange } from "./arrange/arrange.ts";
import { arrangeFixture, placedFixture } from "./arrange/arrange-fixture.ts";
import { pointOn } from "./arrange/route.ts";
import { frameFixture } from "./frame-fixture.ts";
import { hitAt, hitText, nodeName } from "./hit.ts";
import { flights } from "./motion/packets.ts";

const frame = frameFixture({
  packets: Float64Array.from([1, -1, 1, 0, 2_000_000, 0, 0, 0, 1, 2, 0]),
});
const at = arrange(arrangeFixture({ partitions: placedFixture("orders", [[1, 2, 3]]) }));
const shown = { flying: flights(frame, at, 1_000_000), startOf: () => 0 };

describe("hit", () => {
  const box = at.rows[0]?.boxes[0];
  if (box === undefined) throw new Error("There is a box.");

  it("finds the record under the pointer, by offset", () => {
    const x = box.x + at.padding + at.step * 1.5;
    const hit = hitAt(at, frame, { x, y: box.y + 20 }, shown);
    expect(hit).toMatchObject({ kind: "record", offset: 1, cell: 2 });
  });

  it("finds the replica where no record is", () => {
    const hit = hitAt(at, frame, { x: box.x + box.w - 4, y: box.y + 20 }, shown);
    expect(hit).toMatchObject({ kind: "replica" });
  });

  it("finds a packet on its way and says what it is", () => {
    const packet = shown.flying[0];
    if (packet === undefined) throw new Error("There is a packet.");
    const hit = hitAt(at, frame, pointOn(packet.way, packet.share), shown);
    expect(hit?.kind).toBe("packet");
    const text = hit === null ? "" : hitText(frame, hit);
    expect(text).toBe("Produce request: checkout → broker 1, orders-0, 1 record");
  });

  it("finds nothing beside the rows", () => {
    expect(hitAt(at, frame, { x: 3, y: 3 }, shown)).toBeNull();
  });

  it("names clients by their ids", () => {
    expect(nodeName(frame, -1)).toBe("checkout");
    expect(nodeName(frame, -1001)).toBe("billing");
    expect(nodeName(frame, 100)).toBe("controller 100");
  });
});

import { expect, it } from "vitest";
import { partitionBits, replicaBits } from "../../contract/overview.ts";
import { squareLook } from "./square-look.ts";

it("tells every state of a replica by shape or tone", () => {
  const { leader, inSync, eligible, adding, removing, down } = replicaBits;
  const states = [0, inSync, leader | inSync, eligible, adding, removing, down];
  const looks = states.map((bits) => JSON.stringify(squareLook(bits, 0)));
  expect(new Set(looks).size).toBe(states.length);
});

it("shows a partition without leader as offline, on brokers that run too", () => {
  expect(squareLook(replicaBits.inSync, partitionBits.offline).tone).toBe("offline");
});

import { expect, it } from "vitest";
import type { ConsumerView } from "../../contract/client-view.ts";
import { frameFixture } from "../../scene/frame-fixture.ts";
import { groupFixture, memberFixture } from "../../scene/group-fixture.ts";
import { memberRows } from "./member-rows.ts";

function consumer(id: string, change: Partial<ConsumerView> = {}): ConsumerView {
  const [one] = frameFixture().consumers;
  if (one === undefined) throw new Error("The fixture has a consumer.");
  return {
    ...one,
    id,
    group: "billing",
    memberId: `${id}-m`,
    memberState: "stable",
    ...change,
  };
}

const second = 1_000_000;

it("puts the coordinator's view and the client's own side by side", () => {
  const group = groupFixture({
    members: [
      memberFixture("b1", { memberId: "b1-m", assigned: ["orders-0", "orders-1"] }),
    ],
  });
  const [row] = memberRows(group, [consumer("b1", { processed: 7 })], second);
  expect(row).toMatchObject({
    clientId: "b1",
    assigned: "orders 0, 1",
    state: "joined",
    tone: "good",
    processed: 7,
  });
});

it("says how long a killed member stays a member: until its session ends", () => {
  const group = groupFixture({
    members: [memberFixture("b1", { sessionUntilUs: 11 * second })],
  });
  const [row] = memberRows(group, [consumer("b1", { status: "down" })], second);
  expect(row?.state).toBe("down, a member for 10.0\u202fs more");
  expect(row?.tone).toBe("warn");
});

it("lists what a former life of a client has left apart from the client itself", () => {
  const group = groupFixture({
    members: [
      memberFixture("b1", { memberId: "b1-m" }),
      memberFixture("b1", { memberId: "b1-old" }),
    ],
  });
  const rows = memberRows(group, [consumer("b1")], second);
  expect(rows.map(({ key, consumer: one }) => [key, one !== null])).toEqual([
    ["b1-m", true],
    ["b1-old", false],
  ]);
});

it("lists a consumer that wants to be a member and is none yet", () => {
  const [row] = memberRows(
    groupFixture(),
    [consumer("b2", { memberState: "unjoined" })],
    second,
  );
  expect(row).toMatchObject({
    clientId: "b2",
    state: "unjoined",
    epoch: -1,
    assigned: "",
  });
});

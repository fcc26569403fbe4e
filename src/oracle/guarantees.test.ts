import { describe, expect, it } from "vitest";
import { fourCommitted } from "../testing/oracle-story.ts";
import { guarantees } from "./guarantees.ts";

const all = (): boolean => true;

describe("guarantees", () => {
  it("say on how many running brokers acknowledged records live", () => {
    const story = fourCommitted()
      .acked(1, 0, -1)
      .acked(1, 1, -1)
      .writes(1)
      .acked(1, 4, 1);
    const { partitions } = guarantees(story.holder.state, all);
    expect(partitions[0]?.spread).toEqual([0, 1, 0, 2]);
    const without3 = guarantees(story.holder.state, (broker) => broker !== 3);
    expect(without3.partitions[0]?.spread).toEqual([0, 1, 2]);
  });

  it("name what acks=1 promised and only the leader has as gone if the leader dies", () => {
    const story = fourCommitted()
      .acked(1, 0, -1)
      .writes(1, 2)
      .acked(1, 4, 1)
      .acked(1, 5, 1);
    const { partitions } = guarantees(story.holder.state, all);
    expect(partitions[0]?.risks).toEqual([
      { fault: "dies", broker: 1, records: 2, from: 4, to: 6, byAcksAll: 0 },
    ]);
  });

  it("name the disk of the last in-sync replica as the next that would take everything", () => {
    const story = fourCommitted({ minInsyncReplicas: 1 })
      .acked(1, 0, -1)
      .commits({ isr: [1] });
    const { partitions } = guarantees(story.holder.state, all);
    expect(partitions[0]?.risks).toEqual([
      { fault: "losesDisk", broker: 1, records: 1, from: 0, to: 1, byAcksAll: 1 },
    ]);
  });

  it("see no single fault that takes what acks=all promised while the others are in sync", () => {
    const story = fourCommitted().acked(1, 0, -1).acked(1, 3, -1);
    expect(guarantees(story.holder.state, all).partitions[0]?.risks).toEqual([]);
  });
});

import { describe, expect, it } from "vitest";
import { fourCommitted } from "../testing/oracle-story.ts";

describe("a verdict", () => {
  it("is expected when acks=1 loses a record that no follower had", () => {
    const story = fourCommitted()
      .writes(1)
      .acked(1, 4, 1)
      .commits({ leader: 2, isr: [2, 3] })
      .leads(2);
    expect(story.bugs()).toEqual([]);
    expect(story.promises()).toEqual({ acked: 1, readable: 0, lost: 1, checked: true });
    expect(story.findings("expected")[0]?.text).toBe(
      "1 record of orders-0 acknowledged with acks=1 (offset 4, epoch 0) is lost: acks=1 waits for no follower, and no in-sync replica had them when broker 2 was elected in epoch 1; only broker 1 still has them, and must truncate them to follow",
    );
    expect(story.reports.at(-1)).toMatchObject({ kind: "finding", weight: "loss" });
  });

  it("is expected when a replica outside of the ISR is elected uncleanly", () => {
    const story = fourCommitted({ uncleanElection: true })
      .acked(1, 3, -1)
      .truncates(3, 2)
      .commits({ leader: -1, isr: [1] })
      .commits({ leader: 3, isr: [3], leaderRecoveryState: 1 })
      .leads(3);
    expect(story.bugs()).toEqual(["R18"]);
    expect(story.findings("expected")[0]?.text).toContain("elected uncleanly in epoch 2");
    expect(story.promises().lost).toBe(1);
  });

  it("is a hazard of KIP-966 when the last in-sync replica loses its power and is trusted", () => {
    const story = fourCommitted()
      .acked(1, 3, -1)
      .commits({ isr: [1] })
      .faults(1, "powerLoss")
      .commits({ leader: -1, isr: [1] })
      .faults(1, "start")
      .broker(1, { epoch: 2 })
      .commits({ leader: 1, isr: [1] })
      .opens(1, 2)
      .leads(1);
    expect(story.bugs()).toEqual([]);
    expect(story.findings("hazard")[0]).toMatchObject({
      reference: "KIP-966",
      records: 1,
    });
  });

  it("is expected when more disks lose power than min.insync.replicas survives", () => {
    const story = fourCommitted()
      .acked(1, 3, -1)
      .faults(1, "powerLoss")
      .faults(2, "powerLoss")
      .faults(3, "powerLoss")
      .opens(1, 1)
      .opens(2, 1)
      .opens(3, 1)
      .commits({ leader: 2, isr: [2, 3] })
      .leads(2);
    expect(story.bugs()).toEqual([]);
    expect(story.findings("expected")[0]?.text).toContain("min.insync.replicas = 2");
  });
});

describe("the ledger of promises", () => {
  it("counts what can be read from a leader that runs", () => {
    const story = fourCommitted()
      .acked(1, 0, -1)
      .acked(1, 1, -1)
      .writes(1)
      .acked(1, 4, 1);
    expect(story.promises()).toEqual({ acked: 3, readable: 2, lost: 0, checked: true });
  });

  it("keeps what adjoins as one range", () => {
    const story = fourCommitted().writes(1, 100);
    for (let offset = 0; offset < 104; offset++) story.acked(1, offset, -1);
    const [ghost] = Object.values(story.holder.state.topics).flat();
    expect(ghost?.promises).toEqual([
      { from: 0, to: 104, epoch: 0, acks: -1, kept: 104 },
    ]);
  });

  it("counts a record again that an unclean election brings back", () => {
    const story = fourCommitted()
      .writes(1)
      .acked(1, 4, 1)
      .commits({ leader: 2, isr: [2, 3] })
      .leads(2);
    expect(story.promises().lost).toBe(1);
    story.commits({ leader: 1, isr: [1], leaderRecoveryState: 1 }).leads(1);
    expect(story.promises().lost).toBe(0);
  });
});

import { describe, expect, it } from "vitest";
import type { Command, LoggedCommand } from "../contract/command.ts";
import type { Happening } from "../contract/happening.ts";
import {
  brokerFixture,
  controllerFixture,
  cutLinkFixture,
  frameFixture,
  partitionFixture,
} from "./frame-fixture.ts";
import { narrate as narrateFrom } from "./narrate.ts";
import type { Narration, Told } from "./stories/story.ts";

function done(...commands: readonly Command[]): readonly LoggedCommand[] {
  return commands.map((command) => ({ atUs: 0, afterEvents: 0, command }));
}

function happening(changes: Partial<Happening>): Happening {
  return {
    id: 1,
    atUs: 10,
    kind: "leaderStarted",
    weight: "notice",
    node: 2,
    partition: "orders-0",
    text: "",
    config: "",
    cause: 0,
    ...changes,
  };
}

const kill: Command = { kind: "kill", node: 1 };
const acks1: Command = { kind: "changeProducer", id: "checkout", config: { acks: "1" } };

function narrate(told: Omit<Told, "config">): Narration {
  return narrateFrom({ ...told, config: { "broker.session.timeout.ms": "6000" } });
}

describe("narrate", () => {
  it("begins with what one sees and with killing broker 1", () => {
    const said = narrate({ frame: frameFixture(), happenings: [], commands: [] });
    expect(said.headline).toContain("1 producer write");
    expect(said.next).toMatchObject({ label: "Kill broker 1", commands: [kill] });
  });

  it("says that nobody has noticed before the session timeout is over", () => {
    const brokers = [brokerFixture(1, { status: "down" }), brokerFixture(2)];
    const said = narrate({
      frame: frameFixture({ brokers }),
      happenings: [],
      commands: done(kill),
    });
    expect(said.headline).toBe("Broker 1 is dead, and nobody has noticed yet.");
    expect(said.rest).toContain("broker.session.timeout.ms (6\u202fs)");
    expect(said.next?.kind).toBe("skip");
  });

  it("names the new leader, and that nothing acknowledged is gone", () => {
    const brokers = [
      brokerFixture(1, { status: "down", fenced: true }),
      brokerFixture(2),
    ];
    const partitions = [partitionFixture([3, 3, 3], { leader: 2, isr: [2, 3] })];
    const said = narrate({
      frame: frameFixture({ brokers, partitions }),
      happenings: [happening({})],
      commands: done(kill),
    });
    expect(said.headline).toBe("Broker 2 took over orders-0.");
    expect(said.tone).toBe("good");
    expect(said.next?.commands).toEqual([{ kind: "start", node: 1 }]);
  });

  it("offers to heal the links too when it offers to start a broker", () => {
    const brokers = [brokerFixture(1, { status: "down", fenced: true })];
    const links = [cutLinkFixture(1, 2)];
    const said = narrate({
      frame: frameFixture({ brokers, links }),
      happenings: [],
      commands: [],
    });
    expect(said.next?.commands).toHaveLength(2);
  });

  it("warns of acks=1 only where a person chose it", () => {
    const before = frameFixture();
    const producers = before.producers.map((one) => ({
      ...one,
      settings: { ...one.settings, config: { acks: "1" } },
    }));
    const frame = frameFixture({ producers });
    const quiet = narrate({ frame, happenings: [], commands: [] });
    const said = narrate({ frame, happenings: [], commands: done(acks1) });
    expect(quiet.next?.label).toBe("Kill broker 1");
    expect(said.next).toMatchObject({
      label: "Cut broker 1 off from the controller",
      commands: [{ kind: "cut", a: 1, b: 100, oneWay: false }],
    });
  });

  it("tells of a leader that does not know that it is one no more", () => {
    const brokers = [
      brokerFixture(1, { fenced: true }),
      brokerFixture(2),
      brokerFixture(3),
    ];
    const links = [cutLinkFixture(1, 100)];
    const partitions = [partitionFixture([5, 3, 3], { leader: 2, isr: [2, 3] })];
    const frame = frameFixture({ brokers, links, partitions });
    const said = narrate({ frame, happenings: [], commands: [] });
    expect(said.headline).toContain("still acts as leader of orders-0");
    expect(said.next?.label).toBe("Heal the link");
  });

  it("puts a loss before everything else, in the oracle's words", () => {
    const promises = { acked: 9, readable: 7, lost: 2, checked: true };
    const found = happening({
      kind: "finding",
      weight: "loss",
      text: "1 record (offset 3) is lost: nobody else had it",
    });
    const said = narrate({
      frame: frameFixture({ promises }),
      happenings: [found],
      commands: [],
    });
    expect(said.headline).toBe("2 acknowledged records are lost, of orders-0.");
    expect(said.rest).toBe("Why: nobody else had it.");
  });

  it("says that a broker that was stopped gave its partitions away first", () => {
    const brokers = [
      brokerFixture(1, { status: "down", fenced: true }),
      brokerFixture(2),
    ];
    const partitions = [partitionFixture([3, 3, 3], { leader: 2, isr: [2, 3] })];
    const said = narrate({
      frame: frameFixture({ brokers, partitions }),
      happenings: [],
      commands: done({ kind: "stop", node: 1 }),
    });
    expect(said.headline).toBe("Broker 1 was stopped in order.");
    expect(said.next?.commands).toEqual([{ kind: "start", node: 1 }]);
  });

  it("turns to the next fault after a loss was told", () => {
    const promises = { acked: 9, readable: 7, lost: 2, checked: true };
    const brokers = [brokerFixture(1, { status: "down" }), brokerFixture(2)];
    const found = happening({ kind: "finding", weight: "loss", atUs: 10 });
    const said = (atUs: number): string =>
      narrate({
        frame: frameFixture({ promises, brokers }),
        happenings: [found],
        commands: [{ atUs, afterEvents: 0, command: kill }],
      }).headline;
    expect(said(9)).toContain("are lost");
    expect(said(11)).toBe("Broker 1 is dead, and nobody has noticed yet.");
  });

  it("keeps its key while only figures change", () => {
    const one = narrate({ frame: frameFixture(), happenings: [], commands: [] });
    const later = frameFixture({ atUs: 9, partitions: [partitionFixture([9, 9, 9])] });
    expect(narrate({ frame: later, happenings: [], commands: [] }).key).toBe(one.key);
  });

  const quorum = (...away: readonly number[]): ReturnType<typeof frameFixture> =>
    frameFixture({
      controllers: [101, 102, 103].map((id) =>
        controllerFixture(id, {
          active: id === 101,
          status: away.includes(id) ? "down" : "running",
        }),
      ),
    });
  const heard = (frame: ReturnType<typeof frameFixture>): Narration =>
    narrate({ frame, happenings: [], commands: done({ kind: "kill", node: 101 }) });

  it("says that nobody controls while the voters elect another", () => {
    const said = heard(quorum(101));
    expect(said.headline).toBe("Controller 101 is dead, and nobody leads the quorum.");
    expect(said.next?.kind).toBe("skip");
  });

  it("says that metadata stands still without a majority of voters", () => {
    const said = heard(quorum(101, 102));
    expect(said.headline).toBe(
      "Controllers 101 and 102 are down, and there is no controller.",
    );
    expect(said.rest).toContain("1 of 3 voters is left, and it takes 2.");
    expect(said.next?.label).toBe("Start controller 101");
  });

  it("names a voter that is away while another leads, instead of saying that all is well", () => {
    const said = narrate({
      frame: quorum(103),
      happenings: [],
      commands: done({ kind: "stop", node: 103 }),
    });
    expect(said.headline).toBe(
      "Controller 101 leads the quorum in epoch 1; controller 103 was stopped.",
    );
    expect(said.rest).toContain("One more may not go");
  });

  it("tells of an old controller that believes that it still leads", () => {
    const controllers = [
      controllerFixture(101, { active: true, epoch: 1 }),
      controllerFixture(102, { active: true, epoch: 3 }),
      controllerFixture(103, { active: false, epoch: 3 }),
    ];
    expect(heard(frameFixture({ controllers })).headline).toBe(
      "Controller 101 still believes to lead the quorum, but controller 102 does, in epoch 3.",
    );
  });

  it("tells of a reassignment and offers to cancel it, for a new replica is not one that is back", () => {
    const row = partitionFixture([3, 3, 0], {
      isr: [1, 2],
      addingReplicas: [3],
      removingReplicas: [2],
    });
    const said = heard(frameFixture({ partitions: [row] }));
    expect(said.headline).toBe(
      "orders-0 is being reassigned: it adds 3 and will remove 2.",
    );
    expect(said.next?.commands).toEqual([
      { kind: "reassign", topic: "orders", partition: 0, replicas: null },
    ]);
  });

  it("tells of a disk that a running broker has lost", () => {
    const dir = {
      path: "/data",
      directoryId: "",
      status: "offline",
      broken: true,
      replicas: 1,
      usedBytes: 1,
      capacityBytes: null,
      slow: false,
    } as const;
    const brokers = [
      brokerFixture(1),
      brokerFixture(2, { dirs: [dir] }),
      brokerFixture(3),
    ];
    const row = partitionFixture([3, 3, 3], { isr: [1, 3] });
    const said = heard(frameFixture({ brokers, partitions: [row] }));
    expect(said.headline).toBe("Broker 2 has lost a disk: /data is offline.");
    expect(said.rest).toContain("orders-0");
  });
});

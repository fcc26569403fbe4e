import { present } from "../base/assert.ts";
import { clonePlain } from "../base/clone.ts";
import type { Command } from "../contract/command.ts";
import { adminAsk, takeAnswer } from "../kafka/client/admin.ts";
import { processOf } from "../kafka/cluster.ts";
import { decodeRecord } from "../kafka/coordinator/coordinator-record.ts";
import { readEntries } from "../kafka/log/read.ts";
import type { NodeDisk } from "../kafka/node.ts";
import { silentProbe } from "../kafka/probe.ts";
import { withDefaults } from "../kafka/protocol/codec/message.ts";
import type { MessageName, Responses } from "../kafka/protocol/messages.ts";
import { recordsOf } from "../kafka/protocol/record-batch.ts";
import { runWorld } from "../run/step.ts";
import { adminOf, restoreWorld } from "../run/world.ts";
import { traceDigest } from "../sim/trace.ts";
import { apiNamed } from "../terms/apis.ts";
import { clusterFromText, type TextCluster } from "./cluster-text.ts";

/** Offsets in one partition, so that a test knows who coordinates. */
const oneOffsetsPartition = {
  "offsets.topic.num.partitions": "1",
  "group.initial.rebalance.delay.ms": "0",
  "group.min.session.timeout.ms": "1000",
};

const drawing = `
  orders-0  leader 1  epoch 0  isr 1 2 3
    broker 1 | a |  hw 1
    broker 2 | a |  hw 1
    broker 3 | a |  hw 1
`;

type Api = keyof Responses & Parameters<typeof apiNamed>[0];

/** A request that has been sent. */
export interface Sent<One extends Api> {
  readonly api: One;
  readonly tag: number;
}

/** Three brokers whose coordinator of groups is asked by hand: each connection is a client of its own. */
export class GroupCluster {
  readonly cluster: TextCluster;
  private connections = 1000;

  constructor(config: Readonly<Record<string, string>> = {}) {
    this.cluster = clusterFromText(drawing, {
      config: { ...oneOffsetsPartition, ...config },
    });
  }

  /** Makes the coordinators' topic and waits until one of its leaders answers; who that is. */
  ready(): number {
    for (let tries = 0; tries < 100; tries++) {
      const node = this.coordinator();
      if (node > 0) {
        const { groups } = this.ask(node, "DescribeGroups", 6, { groups: ["g"] });
        if ((groups[0]?.groupState ?? "") !== "") return node;
      }
      this.run(100);
    }
    throw new Error("no coordinator");
  }

  /** Who coordinates the group `g` as an alive broker says; -1 when it knows of nobody. */
  coordinator(via = this.alive()): number {
    const body = { keyType: 0, coordinatorKeys: ["g"] };
    return this.ask(via, "FindCoordinator", 6, body).coordinators[0]?.nodeId ?? -1;
  }

  /** The first broker whose process runs. */
  alive(): number {
    const { sim, topology } = this.cluster.world.state;
    return present(
      topology.brokers.find(
        (id) => sim.processes[processOf(topology, id)]?.status === "running",
      ),
      "running broker",
    );
  }

  run(ms: number): this {
    this.cluster.run(ms * 1000);
    return this;
  }

  submit(command: Command): this {
    this.cluster.submit(command);
    return this;
  }

  /** Sends a request on a connection of its own; what is left out of its body is as in Kafka's schema. */
  send<One extends Api>(
    node: number,
    api: One,
    version: number,
    body: object,
  ): Sent<One> {
    const { kernel, state } = this.cluster.world;
    const whole = withDefaults(`${api}Request` as MessageName, version, body as never);
    const tag = kernel.asProcess(state.admin, (effects) =>
      adminAsk(effects, present(adminOf(state), "admin client"), {
        connection: ++this.connections,
        process: processOf(state.topology, node),
        api: apiNamed(api).key,
        version,
        body: whole,
        timeoutUs: 600_000_000,
        answered: true,
      }),
    );
    return { api, tag };
  }

  /** The answer that has come by now; null without one. */
  answer({ tag }: Sent<Api>): object | null {
    const found = takeAnswer(present(adminOf(this.cluster.world.state), "admin"), tag);
    return found?.body ?? null;
  }

  /** Waits for the answer. */
  await<One extends Api>(sent: Sent<One>): Responses[One] {
    for (let ms = 0; ms < 60_000; ms++) {
      const body = this.answer(sent);
      if (body !== null) return body as Responses[One];
      this.run(1);
    }
    throw new Error("no answer within a minute");
  }

  ask<One extends Api>(
    node: number,
    api: One,
    version: number,
    body: object,
  ): Responses[One] {
    return this.await(this.send(node, api, version, body));
  }

  /** Goes on, and goes on from a snapshot too: what both runs come to. */
  goOnTwice(ms: number): { readonly straight: string; readonly restored: string } {
    const { world } = this.cluster;
    const copy = restoreWorld(clonePlain(world.state), silentProbe);
    const untilUs = world.state.sim.nowUs + ms * 1000;
    const [straight = "", restored = ""] = [world, copy].map((each) => {
      runWorld(each, untilUs, Number.POSITIVE_INFINITY);
      const { sim } = each.state;
      return `${traceDigest(sim.trace)} after ${sim.events} events`;
    });
    return { straight, restored };
  }

  /** Types of the records in the log of a coordinator's partition, by batch; a tombstone with a dash. */
  log(node: number): string[] {
    const { sim, topology } = this.cluster.world.state;
    const disk = sim.processes[processOf(topology, node)]?.disk as NodeDisk;
    const logs = Object.values(disk.broker?.logs ?? {});
    const { log } = present(
      logs.find(({ topic }) => topic === "__consumer_offsets"),
      "log of __consumer_offsets",
    );
    return readEntries(log, 0, log.logEndOffset).map(({ batch }) =>
      recordsOf(batch)
        .map((each) => decodeRecord("__consumer_offsets", each))
        .map(({ type, value }) => (value === null ? `-${type}` : type))
        .join(" "),
    );
  }
}

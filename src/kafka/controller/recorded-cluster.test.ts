import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { errorName } from "../../terms/errors.ts";
import {
  answerOf,
  type ClusterFixture,
  catchUp,
  contextOf,
  startBroker,
  startCluster,
  stopBroker,
  waitForSessions,
} from "./controller-fixture.ts";
import { balancePartitionLeaders } from "./leader-balance.ts";
import type { MetadataRecord } from "./metadata-record.ts";
import {
  askAsRecorded,
  creationStep,
  type Remembered,
  type Step,
} from "./recorded-step.ts";

interface Recording {
  readonly cluster: {
    readonly brokers: number;
    readonly config?: Record<string, string>;
    readonly features?: Record<string, number>;
  };
  readonly steps: readonly Step[];
}

const root = new URL("../../../fidelity/recorded/cluster/", import.meta.url);
const recording = (name: string): Recording =>
  JSON.parse(readFileSync(new URL(`${name}.json`, root), "utf8")) as Recording;

const random = new Set(["topicId", "controllerId", "directories", "brokerEpoch"]);

/** The part of an answer that the recording has too, with errors by name. */
function seen(answer: unknown, got: unknown): unknown {
  if (Array.isArray(got) && Array.isArray(answer))
    return answer.map((one, at) => seen(one, got[at] ?? got[0]));
  if (typeof got !== "object" || got === null) return answer;
  const all = answer as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(got)
      .filter(([key]) => !random.has(key))
      .map(([key, value]) => [
        key,
        key === "error" ? errorName(all["errorCode"] as number) : seen(all[key], value),
      ]),
  );
}

function withoutRandom(got: unknown): unknown {
  if (Array.isArray(got)) return got.map(withoutRandom);
  if (typeof got !== "object" || got === null) return got;
  return Object.fromEntries(
    Object.entries(got)
      .filter(([key]) => !random.has(key))
      .map(([key, value]) => [key, withoutRandom(value)]),
  );
}

/** What the recorder leaves out: repeated fencing, cordoned directories, what depends on chance. */
function asRecorded(records: readonly MetadataRecord[]): unknown[] {
  const fenced = new Set<number>();
  return records
    .filter((record) => {
      if (record.type === "REGISTER_BROKER_RECORD") fenced.add(record.brokerId);
      if (record.type !== "BROKER_REGISTRATION_CHANGE_RECORD") return true;
      if (record.cordonedLogDirs !== undefined) return false;
      if (record.fenced === -1) fenced.delete(record.brokerId);
      if (record.fenced !== 1) return true;
      const again = fenced.has(record.brokerId);
      fenced.add(record.brokerId);
      return !again;
    })
    .map((record) =>
      Object.fromEntries(
        Object.entries(record).filter(
          ([key]) =>
            ![
              "brokerEpoch",
              "incarnationId",
              "endPoints",
              "features",
              "logDirs",
            ].includes(key) && !random.has(key),
        ),
      ),
    );
}

/** What happens to processes and links in a step. */
function happen(cluster: ClusterFixture, step: Step, killed: Set<number>): void {
  const { op, node = 0 } = step;
  if (op === "resume") cluster.running.add(node);
  if (op === "until") waitForSessions(cluster);
  if (op === "stop") stopBroker(cluster, node);
  if (op === "kill" || op === "pause") {
    cluster.running.delete(node);
    if (op === "kill") killed.add(node);
    waitForSessions(cluster);
  }
  if (op === "start")
    startBroker(cluster, node, killed.delete(node) ? "unclean" : "clean");
}

const catchingUp = new Set(["start", "heal", "settle", "until"]);

interface Compared {
  readonly step: number;
  readonly value: unknown;
}

/** Plays a recording and returns what was answered and written, next to what was recorded. */
function play({ cluster: setup, steps }: Recording): {
  readonly ours: readonly Compared[];
  readonly kafkas: readonly Compared[];
} {
  const cluster = startCluster(setup.brokers, setup.features);
  const killed = new Set<number>();
  const remembered: Remembered = new Map();
  const rebalances = setup.config?.["auto.leader.rebalance.enable"] === "true";
  const ours: Compared[] = [];
  const kafkas: Compared[] = [];
  let cut = false;
  let told = 0;
  for (const [at, step] of steps.entries()) {
    const { op, got } = step;
    cut = op === "cut" || (cut && op !== "heal");
    if (op === "createTopic") askAsRecorded(cluster, creationStep(step), remembered);
    happen(cluster, step, killed);
    if (catchingUp.has(op) && !cut) catchUp(cluster);
    if (op === "start" && rebalances)
      answerOf(cluster, balancePartitionLeaders(cluster.state, contextOf(cluster)));
    const late = step.body?.["timeoutMs"] === 0;
    const answer =
      op === "request" && !late ? askAsRecorded(cluster, step, remembered) : undefined;
    if (answer !== undefined) {
      ours.push({ step: at, value: sorted(seen(answer, got)) });
      kafkas.push({ step: at, value: sorted(withoutRandom(got)) });
    }
    if (op === "observe" && got?.["metadata"] !== undefined) {
      const written = asRecorded(cluster.log);
      ours.push({ step: at, value: written.slice(told) });
      kafkas.push({ step: at, value: withoutRandom(got["metadata"]) });
      told = written.length;
    }
  }
  return { ours, kafkas };
}

/** Kafka shuffles the answers of DeleteTopics. */
function sorted(answer: unknown): unknown {
  if (typeof answer !== "object" || answer === null || !("responses" in answer))
    return answer;
  const { responses } = answer;
  if (!Array.isArray(responses)) return answer;
  const text = (one: unknown): string => JSON.stringify(one);
  return {
    ...answer,
    responses: responses.toSorted((a, b) => (text(a) < text(b) ? -1 : 1)),
  };
}

describe.runIf(existsSync(root))(
  "the controller answers and writes as the recorded one",
  () => {
    it.each([
      "topics/create-errors",
      "topics/create-validate-only",
      "topics/name-collisions",
      "topics/missing-topic",
      "topics/alter-configs",
      "topics/create-partitions",
      "topics/deleted-and-recreated",
      "controller/topic-metadata-records",
      "controller/broker-session-expires",
      "controller/broker-registration",
      "controller/stale-alter-partition",
      "replication/reassign-cancel",
      "replication/reassign-errors",
      "replication/reassign-follower",
      "replication/reassign-leader",
      "replication/reassign-replaced",
      "replication/reassign-replication-factor",
      "replication/acks",
      "replication/controlled-shutdown-of-follower",
      "replication/controlled-shutdown-of-leader",
      "replication/eligible-leader-replicas",
      "replication/eligible-leader-replicas-killed",
      "replication/leader-killed",
      "replication/min-insync-replicas-above-replica-count",
      "replication/min-insync-replicas-changed",
      "replication/preferred-election",
      "replication/preferred-leader-rebalance",
      "replication/two-followers-stopped",
      "replication/unclean-election-by-request",
      "replication/unclean-election-by-request-without-elr",
      "replication/without-eligible-leader-replicas",
    ])("%s", (name) => {
      const { ours, kafkas } = play(recording(name));
      expect(ours).toEqual(kafkas);
    });
  },
);

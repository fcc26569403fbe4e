import type { Scenario } from "../contract/scenario.ts";
import { hostedReplica } from "../kafka/broker/broker.ts";
import { topicsOf } from "../kafka/controller/metadata-image.ts";
import type { PartitionRegistration } from "../kafka/controller/partition-registration.ts";
import type { PartitionLog } from "../kafka/log/partition-log.ts";
import type { Report } from "../kafka/probe.ts";
import type { Finding } from "../oracle/finding.ts";
import { oracleState } from "../oracle/ghost.ts";
import { type Promises, promises } from "../oracle/ledger.ts";
import { oracleProbe } from "../oracle/oracle-probe.ts";
import { clusterImage } from "../run/cluster-image.ts";
import { stepWorld } from "../run/step.ts";
import { nodeMemory, openWorld, startNodes } from "../run/world.ts";

/** What can be seen of a story's first partition when it is over. */
export interface StoryEnd {
  readonly promises: Promises;
  readonly findings: readonly Finding[];
  /** Reports with their time, µs. */
  readonly reports: readonly (Report & { readonly atUs: number })[];
  readonly partition: PartitionRegistration | undefined;
  readonly logOf: (broker: number) => PartitionLog | undefined;
}

/** Plays a scenario up to a time with the oracle watching. */
export function playStory(scenario: Scenario, untilSeconds: number): StoryEnd {
  const holder = { state: oracleState() };
  const reports: (Report & { readonly atUs: number })[] = [];
  let nowUs = (): number => 0;
  const probe = oracleProbe(holder, (report) =>
    reports.push({ ...report, atUs: nowUs() }),
  );
  const world = openWorld(scenario, probe);
  nowUs = () => world.state.sim.nowUs;
  startNodes(world);
  let more = true;
  while (more) more = stepWorld(world, untilSeconds * 1_000_000);
  const [topic] = topicsOf(clusterImage(world.state));
  return {
    promises: promises(holder.state, () => true),
    findings: holder.state.findings,
    reports,
    partition: topic?.partitions[0],
    logOf: (id) => {
      const broker = nodeMemory(world.state, id)?.broker;
      if (broker === null || broker === undefined || topic === undefined)
        return undefined;
      return hostedReplica(broker, topic.topicId, 0)?.log;
    },
  };
}

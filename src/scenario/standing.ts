import type { Scenario } from "../contract/scenario.ts";
import { quote } from "./found.ts";
import { hint } from "./nearest.ts";
import { type Place, report } from "./place.ts";
import type { Draft } from "./reader.ts";

/** What exists at a moment of the plan, as far as it could be read. Undefined where a list could not be read at all. */
export interface Standing {
  readonly brokers: ReadonlySet<number>;
  readonly controllers: ReadonlySet<number>;
  /** Partitions by topic. */
  readonly topics: Map<string, number>;
  readonly clients: Map<string, "producer" | "consumer">;
}

/** The nodes; topics and clients join as they are checked. */
export function standingNodes(scenario: Draft<Scenario>): Standing {
  const idsOf = (
    nodes: readonly ({ readonly id?: number | undefined } | undefined)[] = [],
  ) => new Set(nodes.flatMap((node) => (node?.id === undefined ? [] : [node.id])));
  return {
    brokers: idsOf(scenario.cluster?.brokers),
    controllers: idsOf(scenario.cluster?.controllers),
    topics: new Map(),
    clients: new Map(),
  };
}

const few = 12;

function named(ids: Iterable<number>): string {
  const all = [...ids];
  const rest = all.length > few ? ` and ${all.length - few} more` : "";
  return all.slice(0, few).join(", ") + rest;
}

/** Reports a node that is no broker. */
export function needBroker(
  at: Place,
  id: number | undefined,
  { brokers }: Standing,
): void {
  if (id !== undefined && brokers.size > 0 && !brokers.has(id))
    report(at, `there is no broker ${id}; brokers are ${named(brokers)}`);
}

/** Reports a node that is neither broker nor controller. */
export function needNode(at: Place, id: number | undefined, standing: Standing): void {
  const { brokers, controllers } = standing;
  if (id === undefined || brokers.size === 0 || brokers.has(id) || controllers.has(id))
    return;
  report(at, `there is no node ${id}; nodes are ${named([...brokers, ...controllers])}`);
}

/** Reports a topic that is not there. */
export function needTopic(
  at: Place,
  name: string | undefined,
  { topics }: Standing,
): void {
  if (name === undefined || topics.has(name)) return;
  const known = [...topics.keys()].slice(0, few).map(quote).join(", ");
  const meant = hint(name, topics.keys());
  report(
    at,
    `there is no topic ${quote(name)} here${meant || (known && `; topics are ${known}`)}`,
  );
}

/** Reports a partition that its topic does not have; a missing topic is reported elsewhere. */
export function needPartition(
  at: Place,
  topic: string | undefined,
  partition: number | undefined,
  { topics }: Standing,
): void {
  const count = topic === undefined ? undefined : topics.get(topic);
  if (topic === undefined || count === undefined || partition === undefined) return;
  if (partition >= count)
    report(
      at,
      `${quote(topic)} has no partition ${partition}; its partitions are 0 to ${count - 1}`,
    );
}

/** Reports a client that is not there, or is of another kind. */
export function needClient(
  at: Place,
  id: string | undefined,
  standing: Standing,
  kind?: "producer" | "consumer",
): void {
  if (id === undefined) return;
  const found = standing.clients.get(id);
  if (found === undefined)
    report(
      at,
      `there is no client ${quote(id)} here${hint(id, standing.clients.keys())}`,
    );
  else if (kind !== undefined && found !== kind)
    report(at, `${quote(id)} is a ${found}; this needs a ${kind}`);
}

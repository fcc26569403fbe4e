import type { ClusterSpec, NodeSpec } from "../contract/scenario.ts";
import { checkFeatures } from "./check-features.ts";
import { type ConfigDraft, checkNodeConfig } from "./config-check.ts";
import { below, type Place, report } from "./place.ts";
import type { Draft } from "./reader.ts";

/** What is wrong with a cluster beyond the shape of its parts. */
export function checkCluster(at: Place, cluster: Draft<ClusterSpec>): void {
  checkNodeConfig(below(at, "config"), cluster.config);
  checkTimes(below(at, "config"), cluster.config, undefined);
  const taken = new Map<number, string>();
  for (const side of ["brokers", "controllers"] as const)
    for (const [index, node] of (cluster[side] ?? []).entries())
      if (node !== undefined)
        checkNode(below(at, side, index), node, { taken, shared: cluster.config });
  checkCombined(at, cluster);
  checkFeatures(below(at, "features"), cluster.features ?? {});
}

/** Kafka: a node whose roles are both is a broker too. */
function checkCombined(at: Place, cluster: Draft<ClusterSpec>): void {
  const { combined, brokers = [], controllers = [] } = cluster;
  if (combined === undefined) return;
  const place = below(at, "combined");
  if (controllers.length > 0)
    report(
      place,
      `no broker is a controller too beside ${controllers.length} isolated controllers; empty /cluster/controllers or leave combined out`,
    );
  else if (combined > brokers.length)
    report(
      place,
      `${combined} of ${brokers.length} brokers cannot be controllers; at most all of them`,
    );
}

interface Siblings {
  readonly taken: Map<number, string>;
  readonly shared: ConfigDraft;
}

function checkNode(at: Place, node: Draft<NodeSpec>, { taken, shared }: Siblings): void {
  const { id } = node;
  const other = id === undefined ? undefined : taken.get(id);
  if (other !== undefined)
    report(
      below(at, "id"),
      `node id ${id} is taken by ${other}; ids are unique in a cluster`,
    );
  else if (id !== undefined) taken.set(id, at.path);
  checkNodeConfig(below(at, "config"), node.config);
  checkTimes(below(at, "config"), node.config, shared);
}

/** Kafka: KafkaConfig.validateValues, which a node does not start with. Defaults are Kafka's. */
function checkTimes(at: Place, own: ConfigDraft, shared: ConfigDraft): void {
  const wait = "replica.fetch.wait.max.ms";
  for (const [name, fallback] of [
    ["replica.socket.timeout.ms", 30000],
    ["replica.lag.time.max.ms", 30000],
  ] as const) {
    const given = own?.[wait] !== undefined || own?.[name] !== undefined;
    const waitMs = Number(own?.[wait] ?? shared?.[wait] ?? 500);
    const otherMs = Number(own?.[name] ?? shared?.[name] ?? fallback);
    if (given && waitMs > otherMs)
      report(
        below(at, own?.[wait] === undefined ? name : wait),
        `${wait} is ${waitMs} and ${name} is ${otherMs}; a broker only starts when the first is at most the second`,
      );
  }
}

import { streams } from "../../sim/draw.ts";
import { type Context, wallClockMs } from "../context.ts";
import { brokerConfigDefinition } from "../controller/config-schema.ts";
import {
  BROKER_RESOURCE,
  CLUSTER_DEFAULT,
  configsOf,
  configValue,
  featureLevel,
  GROUP_RESOURCE,
  topicById,
  topicByName,
  topicsOf,
} from "../controller/metadata-image.ts";
import type { Coordinator } from "../coordinator/coordinator.ts";
import type { ClusterView, Turn } from "../coordinator/turn.ts";
import type { Broker } from "./broker.ts";
import { peerOf } from "./broker.ts";
import { coordinators } from "./coordinator-hook.ts";

/** A broker's setting: its own dynamic one, that of all brokers, its file's, or Kafka's default. Kafka: KafkaConfig. */
export function brokerSetting({ image, id, config }: Broker, name: string): string {
  return (
    configValue(configsOf(image, BROKER_RESOURCE, String(id)), name) ??
    configValue(configsOf(image, BROKER_RESOURCE, CLUSTER_DEFAULT), name) ??
    config.given[name] ??
    brokerConfigDefinition(name)?.default ??
    ""
  );
}

/** The metadata of this broker as coordinators read it: always its image of now. */
const clusterView = (broker: Broker): ClusterView => ({
  topicByName: (name) => topicByName(broker.image, name),
  topicById: (topicId) => topicById(broker.image, topicId),
  topics: () => topicsOf(broker.image),
  rackOf: (id) => peerOf(broker, id)?.rack ?? null,
  config: (name) => brokerSetting(broker, name),
  groupConfig: (groupId, name) =>
    configValue(configsOf(broker.image, GROUP_RESOURCE, groupId), name),
  featureLevel: (name) => featureLevel(broker.image, name),
  get version() {
    return broker.image.highestOffset;
  },
});

/** Not state: a view of a broker is made once. */
const views = new WeakMap<Broker, ClusterView>();

function viewOf(broker: Broker): ClusterView {
  const known = views.get(broker) ?? clusterView(broker);
  views.set(broker, known);
  return known;
}

/** What an operation on a coordinator acts through. */
export const turnOf = (
  context: Context,
  broker: Broker,
  coordinator: Coordinator,
): Turn<never> => ({
  // Each role's own state; the registry of roles cannot say which.
  state: coordinator.state as never,
  nowMs: wallClockMs(context.effects),
  offset: coordinator.journal.lastWritten,
  cluster: viewOf(broker),
  journal: coordinator.journal,
  timers: coordinator.timers,
  answers: [],
  report: context.probe.report,
  tell: (groupId, event) => context.probe.groups.group(broker.id, groupId, event),
  commitAcknowledged: (groupId, offset) =>
    context.probe.groups.commitAcknowledged(broker.id, groupId, offset),
  askShareCoordinators: (ask) => coordinators.hook?.askShare(context, broker, ask),
  draw: (bound) => context.effects.draw(streams.memberId, bound),
  node: broker.id,
});

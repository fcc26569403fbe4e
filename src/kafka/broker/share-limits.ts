import { configsOf, configValue, GROUP_RESOURCE } from "../controller/metadata-image.ts";
import type { ShareLimits } from "../share/share-partition.ts";
import type { Broker } from "./broker.ts";
import { brokerSetting } from "./coordinator-turn.ts";

/** A group's own setting, else the broker's for all. Kafka: ShareGroupConfigProvider. */
export const shareSetting = (
  broker: Broker,
  groupId: string,
  name: string,
): string | undefined =>
  configValue(configsOf(broker.image, GROUP_RESOURCE, groupId), name);

const numberOf = (broker: Broker, groupId: string, name: string): number =>
  Number(shareSetting(broker, groupId, name) ?? brokerSetting(broker, `group.${name}`));

/** `share.record.lock.duration.ms`, as responses tell it. */
export const lockDurationMs = (broker: Broker, groupId: string): number =>
  numberOf(broker, groupId, "share.record.lock.duration.ms");

/** What a group may have in flight. */
export const shareLimits = (broker: Broker, groupId: string): ShareLimits => ({
  lockMs: lockDurationMs(broker, groupId),
  maxDeliveries: numberOf(broker, groupId, "share.delivery.count.limit"),
  maxInFlight: numberOf(broker, groupId, "share.partition.max.record.locks"),
  renews: shareSetting(broker, groupId, "share.renew.acknowledge.enable") !== "false",
});

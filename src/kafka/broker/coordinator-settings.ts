import type { Coordinator } from "../coordinator/coordinator.ts";
import type { CoordinatorLog } from "../protocol/codec/record-frame.ts";
import type { Broker } from "./broker.ts";
import { brokerSetting } from "./coordinator-turn.ts";

/** Settings of the runtime by the kind of coordinator. */
const settings: Readonly<
  Record<CoordinatorLog, { readonly linger: string | null; readonly timeout: string }>
> = {
  __consumer_offsets: {
    linger: "group.coordinator.append.linger.ms",
    timeout: "offsets.commit.timeout.ms",
  },
  __share_group_state: {
    linger: "share.coordinator.append.linger.ms",
    timeout: "share.coordinator.write.timeout.ms",
  },
  // Not a coordinator of this runtime in Kafka: its writes wait for nothing.
  __transaction_state: { linger: null, timeout: "offsets.commit.timeout.ms" },
};

/** How long a write may wait for the high watermark, ms. */
export const timeoutMs = (broker: Broker, { topic }: Coordinator): number =>
  Number(brokerSetting(broker, settings[topic].timeout));

/** How long records wait for more of them, ms; -1 is adaptive: the batch leaves as soon as nothing else is waiting, and here nothing ever waits. */
export function lingerMs(broker: Broker, { topic }: Coordinator): number {
  const { linger } = settings[topic];
  return linger === null ? 0 : Number(brokerSetting(broker, linger));
}

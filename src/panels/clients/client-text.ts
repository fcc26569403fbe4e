import type {
  KeyDistribution,
  ProducerSettings,
} from "../../contract/client-settings.ts";
import type { Subscription } from "../../contract/scenario.ts";

/** `acks=all`, `acks=1`. */
function acksText({ config }: ProducerSettings): string {
  const acks = config["acks"] ?? "all";
  return `acks=${acks === "-1" ? "all" : acks}`;
}

function keysText(keys: KeyDistribution): string {
  switch (keys.kind) {
    case "none":
      return "no keys";
    case "uniform":
      return `${keys.keys} keys`;
    case "zipf":
      return `${keys.keys} keys, zipf`;
    default:
      return `keys ${keys.keys.slice(0, 3).join(" ")}${keys.keys.length > 3 ? " …" : ""}`;
  }
}

/** The settings that matter most, in one line. */
export function settingsLine(settings: ProducerSettings): string {
  const said = [
    acksText(settings),
    `linger ${settings.config["linger.ms"] ?? "5"}\u202fms`,
    keysText(settings.keys),
  ];
  if (settings.tombstonePercent > 0)
    said.push(`${settings.tombstonePercent}% tombstones`);
  return said.join(" · ");
}

/** Records acknowledged a second, from the last three seconds. */
export function ackedPerSecond(perTenth: readonly number[]): number {
  const recent = perTenth.slice(-20);
  const sum = recent.reduce((total, one) => total + one, 0);
  return Math.round(sum / Math.max(0.1, recent.length / 10));
}

/** What a consumer reads, short. */
export function subscriptionText(subscription: Subscription): string {
  switch (subscription.kind) {
    case "topics":
      return subscription.topics.join(", ");
    case "assign":
      return subscription.topic;
    default:
      return subscription.pattern;
  }
}

import type {
  KeyDistribution,
  ProducerSettings,
} from "../../contract/client-settings.ts";

/** `acks=all`, `acks=1`. */
function acksText(settings: ProducerSettings): string {
  return settings.acks === -1 ? "acks=all" : `acks=${settings.acks}`;
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
    `linger ${settings.lingerMs}\u202fms`,
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

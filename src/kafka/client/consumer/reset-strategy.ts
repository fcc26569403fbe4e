/** Where a partition begins that has no position. Kafka: AutoOffsetResetStrategy. */
export type ResetStrategy =
  | { readonly kind: "earliest" | "latest" | "none" }
  | { readonly kind: "by_duration"; readonly durationMs: number };

export const earliest: ResetStrategy = { kind: "earliest" };
export const latest: ResetStrategy = { kind: "latest" };

const byDuration = "by_duration:";

/** Reads `auto.offset.reset`; null when it is none of its values. Kafka: AutoOffsetResetStrategy.fromString. */
export function resetStrategy(text: string): ResetStrategy | null {
  if (text === "earliest" || text === "latest" || text === "none") return { kind: text };
  if (!text.startsWith(byDuration)) return null;
  const durationMs = durationOf(text.slice(byDuration.length));
  return durationMs === null ? null : { kind: "by_duration", durationMs };
}

const dayMs = 86_400_000;
const unitsMs: Readonly<Record<string, number>> = { H: 3_600_000, M: 60_000, S: 1000 };

/** An ISO-8601 duration of days, hours, minutes and seconds, not negative; null for anything else. Java: Duration.parse. */
function durationOf(text: string): number | null {
  const [, days = "", time = ""] = /^P(?:(\d+)D)?(?:T(.+))?$/i.exec(text) ?? [];
  if (days === "" && time === "") return null;
  if (!/^(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d{1,9})?S)?$/i.test(time)) return null;
  let sum = Number(days) * dayMs;
  for (const [, number = "", unit = ""] of time.matchAll(/([\d.]+)([HMS])/gi))
    sum += Math.floor(Number(number) * (unitsMs[unit.toUpperCase()] ?? 0));
  return sum;
}

/** What ListOffsets is asked for. Kafka: AutoOffsetResetStrategy.timestamp. */
export function resetTimestamp(strategy: ResetStrategy, wallClockMs: number): number {
  switch (strategy.kind) {
    case "earliest":
      return -2;
    case "by_duration":
      return wallClockMs - strategy.durationMs;
    default:
      return -1;
  }
}

/** Whether two are the same. Kafka: AutoOffsetResetStrategy.equals. */
export const isSameStrategy = (a: ResetStrategy | null, b: ResetStrategy): boolean =>
  a !== null &&
  a.kind === b.kind &&
  (a.kind !== "by_duration" || b.kind !== "by_duration" || a.durationMs === b.durationMs);

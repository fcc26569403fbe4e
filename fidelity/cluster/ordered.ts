import type { Bench } from "./bench.ts";

/** Times from here on come from a clock, not from a scenario. */
const clock = 1_750_000_000_000;

type Keyed = Readonly<Record<string, unknown>>;

const has = (value: unknown, key: string): value is Keyed =>
  typeof value === "object" && value !== null && Object.hasOwn(value, key);

const byText = (key: string, a: Keyed, b: Keyed): number =>
  String(a[key]) < String(b[key]) ? -1 : 1;

/** What Kafka keeps in hash tables in a fixed order, as the recorder writes it: members and groups by id, topics by first sight, partitions by number; clock times without their value. */
export function ordered(bench: Bench, value: unknown, key = ""): unknown {
  if (Array.isArray(value)) {
    const list = value.map((each) => ordered(bench, each, key));
    const [first] = list;
    const sorted = (by: (a: Keyed, b: Keyed) => number): unknown[] =>
      (list as Keyed[]).toSorted(by);
    if (key === "members" && has(first, "memberId"))
      return sorted((a, b) => byText("memberId", a, b));
    if (key === "groups" && has(first, "groupId"))
      return sorted((a, b) => byText("groupId", a, b));
    const seen = (each: Keyed): number =>
      bench.topicIds.get(String(each["topicId"])) ?? 0;
    if (has(first, "topicId")) return sorted((a, b) => seen(a) - seen(b));
    if (key === "partitions" && typeof first === "number")
      return (list as number[]).toSorted((a, b) => a - b);
    return list;
  }
  if (typeof value === "object" && value !== null) {
    const out: Record<string, unknown> = {};
    for (const [name, each] of Object.entries(value)) {
      if (name === "topicId" && !bench.topicIds.has(String(each)))
        bench.topicIds.set(String(each), bench.topicIds.size);
      out[name] = ordered(bench, each, name);
    }
    return out;
  }
  // Depends on random topic ids.
  if (key === "metadataHash") return "(hash)";
  return typeof value === "number" && value >= clock && value < 2 * clock
    ? "(clock)"
    : value;
}

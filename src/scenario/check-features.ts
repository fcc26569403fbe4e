import { featureRange, featureRanges } from "../terms/feature-range.ts";
import { quote } from "./found.ts";
import { hint } from "./nearest.ts";
import { below, type Place, report } from "./place.ts";

/** Levels that a cluster is formatted with. */
export function checkFeatures(
  at: Place,
  levels: Readonly<Record<string, number | undefined>>,
): void {
  for (const [name, level] of Object.entries(levels))
    checkOne({ name: below(at, name), level: below(at, name) }, name, level);
}

/** A level that a running cluster is asked for. */
export function checkFeatureLevel(
  at: Place,
  asked: { readonly feature?: string | undefined; readonly level?: number | undefined },
): void {
  if (asked.feature !== undefined)
    checkOne(
      { name: below(at, "feature"), level: below(at, "level") },
      asked.feature,
      asked.level,
    );
}

function checkOne(
  at: { readonly name: Place; readonly level: Place },
  name: string,
  level: number | undefined,
): void {
  const range = featureRange(name);
  const names = featureRanges.map(({ feature }) => feature);
  if (range === undefined)
    report(at.name, `${quote(name)} is no feature of Kafka 4.3${hint(name, names)}`);
  else if (level !== undefined && (level < range.min || level > range.max))
    report(at.level, `found ${level}; allowed are levels ${range.min} to ${range.max}`);
}

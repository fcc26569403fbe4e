import type { ArrangeInput } from "./arrange.ts";
import type { Column, RackBand } from "./arrangement.ts";

/** Brokers of one rack beside one another; by id where no rack holds two, for then bands say nothing. */
export function brokersByRack(
  brokers: readonly number[],
  racks: Readonly<Record<number, string>>,
): readonly number[] {
  if (!hasBands(brokers, racks)) return brokers;
  const rackOf = (broker: number): string => racks[broker] ?? "";
  return brokers.toSorted((a, b) =>
    rackOf(a) === rackOf(b) ? a - b : rackOf(a) < rackOf(b) ? -1 : 1,
  );
}

/** True where some rack holds more than one broker, and there is more than one rack. */
function hasBands(
  brokers: readonly number[],
  racks: Readonly<Record<number, string>>,
): boolean {
  const named = brokers.map((broker) => racks[broker]).filter((one) => one !== undefined);
  const distinct = new Set(named).size;
  return distinct > 1 && distinct < named.length;
}

/** The bands behind columns that are in their order already. */
export function rackBands(
  input: Pick<ArrangeInput, "brokers" | "racks">,
  columns: readonly Column[],
): readonly RackBand[] {
  if (!hasBands(input.brokers, input.racks)) return [];
  const bands: RackBand[] = [];
  for (const column of columns) {
    const rack = input.racks[column.broker];
    if (rack === undefined) continue;
    const last = bands.at(-1);
    if (last?.rack === rack)
      bands[bands.length - 1] = { ...last, w: column.x + column.w - last.x };
    else bands.push({ rack, x: column.x, w: column.w });
  }
  return bands;
}

import type { Command } from "../contract/command.ts";
import type { PlannedCommand, TopicSpec } from "../contract/scenario.ts";

/** What a fault may aim at. */
export interface FaultTargets {
  readonly brokers: readonly number[];
  readonly controllers: readonly number[];
  /** Brokers that no controller shares a disk with. */
  readonly separate: readonly number[];
  readonly topics: readonly TopicSpec[];
  readonly elr: boolean;
}

/** One fault to be made: where, when and how long. */
export interface FaultDraw extends FaultTargets {
  readonly atUs: number;
  readonly lengthUs: number;
  /** A whole number from 0 to `bound` - 1, the i-th of this fault. */
  readonly below: (i: number, bound: number) => number;
}

/** A fault as commands: what is done and, later, what takes it back. */
export type FaultMaker = (draw: FaultDraw) => PlannedCommand[];

/** A command of a fault, so many µs after its begin. */
export const after = (
  { atUs }: FaultDraw,
  delayUs: number,
  command: Command,
): PlannedCommand => ({ atUs: atUs + Math.round(delayUs), command });

/** Brokers and controllers, each once. */
export const nodesOf = ({
  brokers,
  controllers,
}: Pick<FaultTargets, "brokers" | "controllers">): number[] => [
  ...new Set([...brokers, ...controllers]),
];

/** One of several things. */
export const oneOf = <T>(draw: FaultDraw, i: number, things: readonly T[]): T =>
  things[draw.below(i, things.length)] as T;

/** Cuts links and heals them when the fault is over. */
export const cutLinks = (
  draw: FaultDraw,
  pairs: readonly (readonly [number, number])[],
  oneWay = false,
): PlannedCommand[] =>
  pairs.flatMap(([a, b]) => [
    after(draw, 0, { kind: "cut", a, b, oneWay }),
    after(draw, draw.lengthUs, { kind: "heal", link: { a, b } }),
  ]);

/** All links between two groups. */
export const between = (
  left: readonly number[],
  right: readonly number[],
): (readonly [number, number])[] =>
  left.flatMap((a) => right.filter((b) => b !== a).map((b) => [a, b] as const));

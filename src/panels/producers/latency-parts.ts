import type { LatencySplit } from "../../contract/client-view.ts";

/** A part of the time between `send` and the acknowledgement. */
export interface LatencyPart {
  readonly name: keyof LatencySplit;
  /** What a record waits for in it. */
  readonly words: string;
}

/** In the order in which they pass. */
export const latencyParts: readonly LatencyPart[] = [
  { name: "accumulator", words: "in the accumulator" },
  { name: "queue", words: "in the client’s queue" },
  { name: "network", words: "on the network" },
  { name: "append", words: "until appended" },
  { name: "replication", words: "until replicated" },
  { name: "response", words: "until the answer left" },
];

/** `0.4`, `12.3`, `140`: milliseconds. */
export const msText = (us: number): string =>
  us < 99_950 ? (us / 1_000).toFixed(1) : String(Math.round(us / 1_000));

/** All of it, microseconds. */
export const totalOf = (split: LatencySplit): number =>
  latencyParts.reduce((sum, { name }) => sum + split[name], 0);

/** `in the accumulator 5.0 ms, on the network 30.1 ms`; what took no time is left out. */
export function splitText(split: LatencySplit): string {
  const said = latencyParts
    .filter(({ name }) => split[name] >= 50)
    .map(({ name, words }) => `${words} ${msText(split[name])} ms`);
  return said.length === 0 ? "nothing measured" : said.join(", ");
}

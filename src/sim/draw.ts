/**
 * Counter-based chance: the n-th draw of a stream depends on nothing but (seed, stream, entity, n). A fault that is
 * taken out of a run changes no other draw, which shrinking and forking rest on.
 */
export interface DrawState {
  readonly seed: number;
  /** Draws made so far, by stream and entity. */
  readonly counters: number[][];
}

/** The streams of chance; a new one goes to the end so that old seeds keep their meaning. */
export const streams = {
  latency: 1,
  diskLatency: 2,
  powerLoss: 3,
  identity: 4,
  placement: 5,
  backoff: 6,
  workload: 7,
  partitioner: 8,
  metadataNode: 9,
  fetchSession: 10,
  shapedLatency: 11,
  election: 12,
  memberId: 13,
} as const;

export type Stream = (typeof streams)[keyof typeof streams];

/** Murmur3's finaliser: every input bit reaches every output bit. */
function mix(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** 32 bits of chance for one place in one stream, without any state. */
export function chanceAt(
  seed: number,
  stream: number,
  entity: number,
  counter: number,
): number {
  const a = mix(seed ^ Math.imul(stream, 0x9e3779b1));
  const b = mix(a ^ Math.imul(entity, 0x85ebca77));
  return mix(b ^ Math.imul(counter, 0xc2b2ae3d) ^ (counter / 4294967296));
}

function firstUse(state: DrawState, stream: number): number[] {
  while (state.counters.length <= stream) state.counters.push([]);
  return state.counters[stream] as number[];
}

/** The next 32 bits of a stream. */
export function nextBits(state: DrawState, stream: Stream, entity: number): number {
  const counters = state.counters[stream] ?? firstUse(state, stream);
  while (counters.length <= entity) counters.push(0);
  const counter = counters[entity] as number;
  counters[entity] = counter + 1;
  return chanceAt(state.seed, stream, entity, counter);
}

/** A whole number from 0 to `bound` - 1. */
export function nextBelow(
  state: DrawState,
  stream: Stream,
  entity: number,
  bound: number,
): number {
  return Math.floor((nextBits(state, stream, entity) / 4294967296) * bound);
}

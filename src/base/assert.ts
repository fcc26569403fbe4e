/** Our own bug: an invariant of the code did not hold. Never thrown for a person's mistake or for a Kafka error. */
class AssertionFailure extends Error {
  override readonly name = "AssertionFailure";
}

/** Holds or throws {@link AssertionFailure}; `why` says what the code relied on. */
export function assert(condition: boolean, why: string): asserts condition {
  if (!condition) throw new AssertionFailure(why);
}

/** The value, or a failed assertion when it is missing. */
export function present<T>(value: T | undefined | null, what: string): T {
  if (value === undefined || value === null)
    throw new AssertionFailure(`${what} is missing`);
  return value;
}

/** The arm of a switch that no value may reach. */
export function unreachable(value: never): never {
  throw new AssertionFailure(`unexpected ${JSON.stringify(value)}`);
}

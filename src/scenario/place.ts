import type { Problem } from "../contract/engine-api.ts";

/** Where in the JSON a value stands, and where its problems are gathered. */
export interface Place {
  /** JSON pointer (RFC 6901); empty is the whole value. */
  readonly path: string;
  readonly problems: Problem[];
}

/** The place of a field or of an element. */
export function below(at: Place, ...keys: readonly (string | number)[]): Place {
  const steps = keys.map(
    (key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`,
  );
  return { path: at.path + steps.join(""), problems: at.problems };
}

/** Adds a problem; nothing that is found is ever dropped. */
export function report(at: Place, message: string): void {
  at.problems.push({ path: at.path, message });
}

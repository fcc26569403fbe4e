import { clientDefinitions, startErrors } from "../terms/client-start.ts";
import type { ConfigDraft } from "./config-check.ts";
import { quote } from "./found.ts";
import { hint } from "./nearest.ts";
import { below, type Place, report } from "./place.ts";

/** What the scenario says elsewhere. */
const elsewhere: ReadonlyMap<string, string> = new Map([
  ["client.id", "the client's `id`"],
  ["bootstrap.servers", "the cluster's brokers"],
]);

/** Configs of a client: each has to be one of Kafka's, and the client has to start with them. */
export function checkClientConfig(
  at: Place,
  config: ConfigDraft,
  kind: "producer" | "consumer",
): void {
  const known = clientDefinitions[kind];
  const read: Record<string, string> = {};
  for (const [name, value] of Object.entries(config ?? {})) {
    if (value === undefined) continue;
    const field = elsewhere.get(name);
    if (field !== undefined)
      report(below(at, name), `${name} is said by ${field}; leave it out here`);
    else if (known.has(name)) read[name] = value;
    else
      report(
        below(at, name),
        `${quote(name)} is no config of a ${kind} in Kafka 4.3${hint(name, known.keys())}`,
      );
  }
  for (const { name, message } of startErrors(kind, read))
    report(below(at, name), message);
}

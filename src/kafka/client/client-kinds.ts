import { assert, present } from "../../base/assert.ts";
import type { ClientAct } from "../../contract/client-command.ts";
import type { Effects } from "../../sim/effects.ts";
import type { Context } from "../context.ts";
import type { ClientDisk, ClientMemory } from "./client-process.ts";
import type { InFlight, NetworkClient } from "./network-client.ts";

type SettingsOf<D> = D extends { readonly settings: infer S } ? S : never;

/**
 * What one kind of client process does. `M` is its member of {@link ClientMemory}, `D` of {@link ClientDisk}. Functions
 * of data: they keep nothing between calls.
 */
export interface ClientKind<M, D> {
  readonly boot: (effects: Effects, disk: D) => M;
  /** Called once after `boot`, when the memory is in place. */
  readonly started: (context: Context, memory: M) => void;
  /** Its connections, which `client-behaviour.ts` tends. */
  readonly network: (memory: M) => NetworkClient;
  /** A request is answered; null: the connection was lost or the answer is overdue. */
  readonly answered: (
    context: Context,
    memory: M,
    request: InFlight,
    body: object | null,
  ) => void;
  /** A timer of its own; the first one belongs to the network client. */
  readonly timer: (context: Context, memory: M, kind: number, argument: unknown) => void;
  /** What a person has this client do: null, or a sentence that says why it cannot be done. */
  readonly act?: (context: Context, memory: M, act: ClientAct) => string | null;
  /** The application around it works otherwise from now on; `config` is the old one. */
  readonly resettle?: (context: Context, memory: M, settings: SettingsOf<D>) => void;
  /** The application stops polling, until then (µs) or (null) until it is told to go on; false: it goes on. */
  readonly pausePolling?: (
    context: Context,
    memory: M,
    until: number | null | false,
  ) => void;
  /** SIGTERM; left out: the process exits at once. Kafka: `close()`. */
  readonly terminate?: (context: Context, memory: M) => void;
}

export type ClientKindName = ClientMemory["kind"];
type AnyKind = ClientKind<ClientMemory, ClientDisk>;

const kinds: Partial<Record<ClientKindName, AnyKind>> = {};

/**
 * From now on clients of this kind can be started. Producers and the admin client are there from the beginning, the rest comes
 * with `../operator-requests.ts` (docs/decisions/0008).
 */
export function addClientKind<K extends ClientKindName>(
  name: K,
  kind: ClientKind<Extract<ClientMemory, { kind: K }>, Extract<ClientDisk, { kind: K }>>,
): void {
  const known = kinds[name];
  const given = kind as unknown as AnyKind;
  assert(known === undefined || known === given, `one kind of client is called ${name}`);
  kinds[name] = given;
}

/** What a client of this kind does. */
export const clientKind = (name: ClientKindName): AnyKind =>
  present(kinds[name], `operator-requests.ts, loaded before a ${name} starts,`);

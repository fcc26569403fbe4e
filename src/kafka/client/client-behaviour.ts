import type { Behaviour, Effects } from "../../sim/effects.ts";
import type { Context } from "../context.ts";
import type { Probe } from "../probe.ts";
import type { WireMessage } from "../protocol/envelope.ts";
import { adminKind } from "./admin-kind.ts";
import { addClientKind, clientKind } from "./client-kinds.ts";
import type { ClientDisk, ClientMemory } from "./client-process.ts";
import { answered, connectionLost, type InFlight, sweep } from "./network-client.ts";

addClientKind("admin", adminKind);

/** Timer kind of the sweep, the same in every client. */
const sweepTimer = 1;

/** What clients do: their connections are tended here, the rest by their kind. */
export function clientBehaviour(probe: Probe): Behaviour {
  // A kernel has one object of effects for all its processes, so the last context nearly always fits.
  let last: Context | null = null;
  const contextOf = (effects: Effects): Context => {
    if (last === null || last.effects !== effects) last = { effects, probe };
    return last;
  };
  const lost = (
    context: Context,
    memory: ClientMemory,
    failed: readonly InFlight[],
  ): void => {
    const kind = clientKind(memory.kind);
    for (const request of failed) kind.answered(context, memory, request, null);
  };
  return {
    boot: (effects, disk) => {
      const given = disk as ClientDisk;
      return clientKind(given.kind).boot(effects, given);
    },
    started: (effects, memory) => {
      const client = memory as ClientMemory;
      clientKind(client.kind).started(contextOf(effects), client);
    },
    message: (effects, memory, connection, payload) => {
      const client = memory as ClientMemory;
      const wire = payload as WireMessage;
      if (wire.kind !== "response") return;
      const kind = clientKind(client.kind);
      const request = answered(kind.network(client), connection, wire);
      if (request !== undefined)
        kind.answered(contextOf(effects), client, request, wire.body);
    },
    closed: (effects, memory, connection) => {
      const client = memory as ClientMemory;
      const gone = connectionLost(clientKind(client.kind).network(client), connection);
      if (gone !== undefined) lost(contextOf(effects), client, gone.failed);
    },
    timer: (effects, memory, kind, argument) => {
      const client = memory as ClientMemory;
      const context = contextOf(effects);
      const does = clientKind(client.kind);
      if (kind === sweepTimer)
        lost(context, client, sweep(effects, does.network(client), argument as number));
      else does.timer(context, client, kind, argument);
    },
    terminate: (effects, memory) => {
      const client = memory as ClientMemory;
      const { terminate } = clientKind(client.kind);
      if (terminate === undefined) effects.exit();
      else terminate(contextOf(effects), client);
    },
    losePower: () => {},
  };
}

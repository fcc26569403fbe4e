import type { ClientAct } from "../contract/client-command.ts";
import { clientKind } from "../kafka/client/client-kinds.ts";
import type { ClientMemory } from "../kafka/client/client-process.ts";
import type { Context } from "../kafka/context.ts";
import type { ClientEntry, World } from "./world.ts";

/** Has the client's own process do something now; null when it does not run. */
function within<T>(
  world: World,
  { process }: ClientEntry,
  act: (context: Context, memory: ClientMemory) => T,
): T | null {
  const status = world.state.sim.processes[process]?.status;
  if (status !== "running") return null;
  return world.kernel.asProcess(process, (effects, memory) =>
    act({ effects, probe: world.probe }, memory as ClientMemory),
  );
}

const notRunning = (entry: ClientEntry): string =>
  `${entry.id} does not run; start or resume it first.`;

/** Tells a client to do something: null, or why it cannot be done. */
export function actOn(world: World, entry: ClientEntry, act: ClientAct): string | null {
  const told = within(world, entry, (context, memory) => {
    const kind = clientKind(memory.kind);
    return kind.act === undefined
      ? { why: `${entry.id} is a ${memory.kind}; ${act.kind} is not for it.` }
      : { why: kind.act(context, memory, act) };
  });
  return told === null ? notRunning(entry) : told.why;
}

/** Gives the application other settings while its client runs on. */
export function resettle(world: World, entry: ClientEntry, settings: object): void {
  within(world, entry, (context, memory) => {
    clientKind(memory.kind).resettle?.(context, memory, settings as never);
  });
}

/** Lets an application stop polling until then (µs), until it is told otherwise (null), or go on (false). */
export function pausePolling(
  world: World,
  entry: ClientEntry,
  until: number | null | false,
): string | null {
  const told = within(world, entry, (context, memory) => {
    const { pausePolling: pause } = clientKind(memory.kind);
    pause?.(context, memory, until);
    return {
      why:
        pause === undefined ? `${entry.id} is a ${memory.kind} and does not poll.` : null,
    };
  });
  return told === null ? notRunning(entry) : told.why;
}

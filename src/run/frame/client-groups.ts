import type { GroupType } from "../../contract/group-view.ts";
import type { ClientDisk } from "../../kafka/client/client-process.ts";
import type { WorldState } from "../world.ts";

/** The group of a client by its settings; empty without one. */
export function groupOfClient(state: WorldState, clientId: string): string {
  const entry = state.clients.find(({ id }) => id === clientId);
  const disk = entry === undefined ? undefined : state.sim.processes[entry.process]?.disk;
  return disk === undefined ? "" : groupOf(disk as ClientDisk);
}

const groupOf = (disk: ClientDisk): string =>
  disk.kind === "admin" ? "" : (disk.settings.config["group.id"] ?? "").trim();

/** Groups that clients which were started name, each once. */
export function clientGroups(
  state: WorldState,
): { readonly id: string; readonly type: GroupType }[] {
  const found: Record<string, GroupType> = {};
  for (const { kind, process } of state.clients) {
    if (kind !== "consumer") continue;
    const disk = state.sim.processes[process]?.disk as ClientDisk | undefined;
    if (disk === undefined || disk.kind === "admin") continue;
    const id = groupOf(disk);
    const protocol = disk.settings.config["group.protocol"] ?? "classic";
    if (id !== "")
      found[id] =
        disk.kind === "shareConsumer"
          ? "Share"
          : protocol.toLowerCase() === "consumer"
            ? "Consumer"
            : "Classic";
  }
  return Object.entries(found).map(([id, type]) => ({ id, type }));
}

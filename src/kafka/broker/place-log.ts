import type { Context } from "../context.ts";
import { isReservedDirectory } from "../controller/directory-id.ts";
import type { LogDir } from "../log/log-dir.ts";
import type { Broker } from "./broker.ts";
import { cordonedPaths } from "./cordoned-dirs.ts";
import { takesFiles } from "./disk-space.ts";
import { failDir, isOffline, onlineDirs } from "./offline-dirs.ts";

/** Online dirs, those with the fewest logs first. Kafka: LogManager.nextLogDirs. */
function nextDirs(broker: Broker): LogDir[] {
  const online = onlineDirs(broker);
  if (online.length === 1) return online;
  const counts: Record<string, number> = {};
  for (const { dir } of Object.values(broker.disk.logs))
    counts[dir] = (counts[dir] ?? 0) + 1;
  const cordoned = cordonedPaths(broker);
  const free = online.filter(({ path }) => !cordoned.includes(path));
  return (free.length > 0 ? free : online).toSorted(
    (a, b) => (counts[a.path] ?? 0) - (counts[b.path] ?? 0),
  );
}

/**
 * The dir of a new log: the one that the metadata names, else the one with the fewest logs; undefined where there is
 * none. With a failed dir a log that the metadata has elsewhere may lie in it, so that none is made.
 * Kafka: Partition.createLogInAssignedDirectoryId, LogManager.getOrCreateLog.
 */
export function dirForNewLog(
  context: Context,
  broker: Broker,
  assigned: string | undefined,
): LogDir | undefined {
  const { dirs } = broker.disk;
  const named = dirs.find(({ directoryId }) => directoryId === assigned);
  const known = named !== undefined && !isOffline(broker, named.path);
  const free = assigned === undefined || isReservedDirectory(assigned);
  if (!known && !free && broker.offlineDirs.length > 0) return undefined;
  for (const dir of known ? [named] : nextDirs(broker)) {
    if (takesFiles(broker.disk, dir)) return dir;
    failDir(context, broker, dir);
  }
  return undefined;
}

import type { Context } from "../context.ts";
import { openLog } from "../log/recovery.ts";
import { silentReport } from "../report.ts";
import type { Broker, BrokerDisk, OfflineDir } from "./broker.ts";
import { costs } from "./costs.ts";
import { takesFiles } from "./disk-space.ts";
import { beginShutdown } from "./lifecycle.ts";
import { failDir, onlineDirs } from "./offline-dirs.ts";

/** What a starting broker found in its log dirs. */
interface Opened {
  /** Broker epoch of the life before, where every dir says that it ended in order; else -1. */
  readonly cleanEpoch: number;
  readonly recoveryUs: number;
  readonly offline: OfflineDir[];
}

/**
 * Opens the logs of every dir that can be used; after an unclean end those are read from the recovery point on, each
 * dir by threads of its own. Kafka: LogManager.loadLogs, readBrokerEpochFromCleanShutdownFiles.
 */
export function openDirs(disk: BrokerDisk, nowMs: number): Opened {
  const offline: OfflineDir[] = [];
  const epochs = new Set<number>();
  let recoveryUs = 0;
  for (const dir of disk.dirs) {
    dir.busyUntilUs = 0;
    if (dir.broken || dir.vanished) {
      const { path, directoryId } = dir;
      offline.push({ path, directoryId, state: "told", inThisLife: false });
      continue;
    }
    epochs.add(dir.cleanShutdownEpoch);
    const clean = dir.cleanShutdownEpoch >= 0;
    dir.cleanShutdownEpoch = -1;
    const bytes = openLogs(disk, dir.path, { clean, nowMs });
    recoveryUs = Math.max(recoveryUs, Math.floor(bytes / costs.recoveryBytesPerUs));
  }
  const [first] = epochs;
  const clean = offline.length === 0 && epochs.size === 1;
  return { cleanEpoch: clean ? (first ?? -1) : -1, recoveryUs, offline };
}

function openLogs(
  disk: BrokerDisk,
  path: string,
  how: { readonly clean: boolean; readonly nowMs: number },
): number {
  let bytes = 0;
  for (const stored of Object.values(disk.logs)) {
    if (stored.dir !== path) continue;
    const recovery = openLog(
      stored.log,
      {
        cleanShutdown: how.clean,
        recoveryPoint: stored.log.recoveryPoint,
        logStartOffset: stored.logStartCheckpoint,
        highWatermark: stored.highWatermarkCheckpoint,
      },
      how.nowMs,
    );
    bytes += recovery.bytesScanned;
  }
  return Math.floor(bytes / disk.config.recoveryThreadsPerDataDir);
}

/** A broker that finds its metadata log dir broken ends at once; true when it did. Kafka: MetaPropertiesEnsemble.verify. */
export function endWithoutDirs(context: Context, broker: Broker): boolean {
  const [first] = broker.disk.dirs;
  if (first !== undefined && onlineDirs(broker).includes(first)) return false;
  context.probe.report({
    ...silentReport,
    kind: "processStopped",
    weight: "warning",
    node: broker.id,
    text: `broker ${broker.id} ends: its metadata log dir ${first?.path ?? ""} cannot be read`,
    key: `fault:${broker.id}`,
    because: [`dir:${broker.id}`],
  });
  context.effects.exit();
  return true;
}

/** Paths of the dirs whose checkpoint files could be written; the others have failed. */
export function writtenDirs(context: Context, broker: Broker): string[] {
  const written: string[] = [];
  for (const dir of onlineDirs(broker))
    if (takesFiles(broker.disk, dir)) written.push(dir.path);
    else failDir(context, broker, dir);
  return written;
}

/** The controller has not heard of a failed dir in time. Kafka: OfflineDirBrokerFailureEvent. */
export function dirUntold(context: Context, broker: Broker, directoryId: string): void {
  const dir = broker.offlineDirs.find((each) => each.directoryId === directoryId);
  if (dir !== undefined && dir.state !== "told") beginShutdown(context, broker);
}

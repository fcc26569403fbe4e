import type { LogDir } from "../log/log-dir.ts";
import type { BrokerDisk } from "./broker.ts";

/** Bytes of the logs in one log dir. */
export function usedBytes(disk: BrokerDisk, dir: LogDir): number {
  let bytes = 0;
  for (const stored of Object.values(disk.logs))
    if (stored.dir === dir.path) bytes += stored.log.sizeInBytes;
  return bytes;
}

/** Bytes that can still be written; without limit Infinity. */
const freeBytes = (disk: BrokerDisk, dir: LogDir): number =>
  dir.capacityBytes === null
    ? Number.POSITIVE_INFINITY
    : Math.max(0, dir.capacityBytes - usedBytes(disk, dir));

/** Whether so many bytes can be written to files that are open. */
export const takesBytes = (disk: BrokerDisk, dir: LogDir, bytes: number): boolean =>
  !dir.broken && (dir.capacityBytes === null || freeBytes(disk, dir) >= bytes);

/** Whether a new file can be made: a log's, or a checkpoint's. */
export const takesFiles = (disk: BrokerDisk, dir: LogDir): boolean =>
  !dir.vanished && takesBytes(disk, dir, 1);

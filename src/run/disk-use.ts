import type { BrokerDisk } from "../kafka/broker/broker.ts";
import type { LogDir } from "../kafka/broker/log-dir.ts";

/** Bytes of the logs in one log dir. */
export function usedBytes(disk: BrokerDisk, dir: LogDir): number {
  let bytes = 0;
  for (const stored of Object.values(disk.logs))
    if (stored.dir === dir.path) bytes += stored.log.sizeInBytes;
  return bytes;
}

/** Bytes in one window of a quota's samples. Kafka: SampledStat.Sample. */
interface Sample {
  readonly startMs: number;
  lastMs: number;
  bytes: number;
}

/** How much replication may go on, and how much did. Kafka: ReplicationQuotaManager over SimpleRate. */
export interface ReplicationQuota {
  /** Bytes a second; -1 is unlimited. */
  bytesPerSecond: number;
  /** `replication.quota.window.num`. */
  readonly windows: number;
  /** `replication.quota.window.size.seconds`, in ms. */
  readonly windowMs: number;
  /** Oldest first. A window begins with what is recorded first after the one before. */
  samples: Sample[];
}

export const replicationQuota = (
  windows: number,
  windowMs: number,
): ReplicationQuota => ({ bytesPerSecond: -1, windows, windowMs, samples: [] });

/** Takes bytes into the current window. Kafka: SampledStat.record; one window more than asked for overlaps the edge. */
export function recordBytes(quota: ReplicationQuota, bytes: number, nowMs: number): void {
  const { samples } = quota;
  const current = samples.at(-1);
  if (current !== undefined && nowMs - current.startMs < quota.windowMs) {
    current.bytes += bytes;
    current.lastMs = nowMs;
    return;
  }
  samples.push({ startMs: nowMs, lastMs: nowMs, bytes });
  if (samples.length > quota.windows + 1) samples.shift();
}

/** Kafka: ReplicationQuotaManager.isQuotaExceeded: the mean over the windows, over one whole window at least. */
export function isQuotaExceeded(quota: ReplicationQuota, nowMs: number): boolean {
  if (quota.bytesPerSecond < 0) return false;
  const keptMs = quota.windows * quota.windowMs;
  let bytes = 0;
  let oldestMs = nowMs;
  for (const sample of quota.samples) {
    if (nowMs - sample.lastMs >= keptMs) continue;
    bytes += sample.bytes;
    oldestMs = Math.min(oldestMs, sample.startMs);
  }
  const spanMs = Math.max(nowMs - oldestMs, quota.windowMs);
  return bytes * 1000 > quota.bytesPerSecond * spanMs;
}

/** Whether a `throttled.replicas` list names this replica: `*` or `partition:broker` pairs. */
export const isThrottled = (list: string, partition: number, broker: number): boolean =>
  list === "*" ||
  list.split(",").some((pair) => pair.trim() === `${partition}:${broker}`);

/**
 * Bytes of replication in the last seconds. Kafka: ReplicationQuotaManager over SimpleRate with
 * `replication.quota.window.num` windows of `replication.quota.window.size.seconds`.
 */
export interface ReplicationQuota {
  /** Bytes a second; -1 is unlimited. */
  bytesPerSecond: number;
  /** Window number (seconds since the epoch) and bytes, oldest first. */
  windows: { readonly second: number; bytes: number }[];
}

export const replicationQuota = (): ReplicationQuota => ({
  bytesPerSecond: -1,
  windows: [],
});

const windowCount = 11;

/** Takes bytes into the current window. */
export function recordBytes(quota: ReplicationQuota, bytes: number, nowMs: number): void {
  const second = Math.floor(nowMs / 1000);
  const last = quota.windows.at(-1);
  if (last !== undefined && last.second === second) last.bytes += bytes;
  else quota.windows.push({ second, bytes });
  const oldest = second - windowCount + 1;
  if ((quota.windows[0]?.second ?? oldest) < oldest)
    quota.windows = quota.windows.filter((window) => window.second >= oldest);
}

/** Kafka: ReplicationQuotaManager.isQuotaExceeded. */
export function isQuotaExceeded(quota: ReplicationQuota, nowMs: number): boolean {
  if (quota.bytesPerSecond < 0) return false;
  const oldest = Math.floor(nowMs / 1000) - windowCount + 1;
  let bytes = 0;
  for (const window of quota.windows) if (window.second >= oldest) bytes += window.bytes;
  const first = quota.windows[0];
  if (first === undefined || bytes === 0) return false;
  const elapsed = Math.max(1, Math.min(windowCount, nowMs / 1000 - first.second));
  return bytes / elapsed > quota.bytesPerSecond;
}

/** Whether a `throttled.replicas` list names this replica: `*` or `partition:broker` pairs. */
export const isThrottled = (list: string, partition: number, broker: number): boolean =>
  list === "*" ||
  list.split(",").some((pair) => pair.trim() === `${partition}:${broker}`);

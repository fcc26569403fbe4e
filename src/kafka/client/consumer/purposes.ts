/** What a consumer asks for. */
export const purposes = {
  metadata: 1,
  fetch: 2,
  listOffsets: 3,
  offsetsForEpoch: 4,
  findCoordinator: 5,
  join: 6,
  sync: 7,
  heartbeat: 8,
  leave: 9,
  commit: 10,
  committed: 11,
  modernHeartbeat: 12,
  closeSession: 13,
} as const;

/** Directory ids that stand for a state instead of a directory. Kafka: DirectoryId. */
export const MIGRATING_DIRECTORY = "AAAAAAAAAAAAAAAAAAAAAA";
export const UNASSIGNED_DIRECTORY = "AAAAAAAAAAAAAAAAAAAAAQ";
const LOST_DIRECTORY = "AAAAAAAAAAAAAAAAAAAAAg";

/** All bits but the last byte are zero in a reserved id. Kafka reserves the first 100. */
const RESERVED_PREFIX = "AAAAAAAAAAAAAAAAAAAA";

export function isReservedDirectory(directory: string): boolean {
  return directory.startsWith(RESERVED_PREFIX);
}

/** Kafka: DirectoryId.isOnline. */
export function isOnlineDirectory(directory: string, online: readonly string[]): boolean {
  if (directory === UNASSIGNED_DIRECTORY || directory === MIGRATING_DIRECTORY)
    return true;
  if (directory === LOST_DIRECTORY) return false;
  return online.length === 0 || online.includes(directory);
}

/** The directory of a new replica: a broker's only one, else the broker chooses. Kafka: ClusterControlManager.defaultDir. */
export function defaultDirectory(online: readonly string[] | undefined): string {
  if (online === undefined) return UNASSIGNED_DIRECTORY;
  const [only, ...others] = online;
  if (only === undefined) return MIGRATING_DIRECTORY;
  return others.length === 0 ? only : UNASSIGNED_DIRECTORY;
}

/** May this broker lead a replica that lies in this directory? Kafka: ClusterControlManager.hasOnlineDir. */
export function hasOnlineDirectory(
  broker: { readonly directories: readonly string[] } | undefined,
  directory: string,
): boolean {
  return broker !== undefined && isOnlineDirectory(directory, broker.directories);
}

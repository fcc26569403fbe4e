/** One of a broker's `log.dirs`, with the disk below it. Plain data that a crash leaves. */
export interface LogDir {
  /** As in `log.dirs`. */
  readonly path: string;
  /** `directory.id` of its `meta.properties`. */
  directoryId: string;
  /** Whatever is written fails. */
  broken: boolean;
  /** Bytes that the disk holds; null is without limit. */
  capacityBytes: number | null;
  /** What a write takes, µs. */
  writeUs: number;
  /** What a flush takes, µs; 0 is as the machine has it. */
  fsyncUs: number;
}

/** A formatted log dir on a good disk. */
export const logDir = (path: string, directoryId: string): LogDir => ({
  path,
  directoryId,
  broken: false,
  capacityBytes: null,
  writeUs: 0,
  fsyncUs: 0,
});

/** Paths of `log.dirs`, or of `log.dir`. Kafka: AbstractKafkaConfig.logDirs. */
export function logDirPaths(given: Readonly<Record<string, string>>): string[] {
  const listed = given["log.dirs"] ?? given["log.dir"] ?? "/tmp/kafka-logs";
  const paths = listed
    .split(",")
    .map((path) => path.trim())
    .filter((path) => path !== "");
  return [...new Set(paths)];
}

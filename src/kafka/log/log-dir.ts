/** One of a broker's `log.dirs`, with the disk below it. Plain data that a crash leaves. */
export interface LogDir {
  /** As in `log.dirs`. */
  readonly path: string;
  /** `directory.id` of its `meta.properties`. */
  directoryId: string;
  /** Whatever is written fails. */
  broken: boolean;
  /** The path is gone, as after `umount -l`: nothing new can be made in it, but files that are open take what is written. */
  vanished: boolean;
  /** Bytes that the disk holds; null is without limit. */
  capacityBytes: number | null;
  /** What a write takes, µs. */
  writeUs: number;
  /** What a flush takes, µs; 0 is as the machine has it. */
  fsyncUs: number;
  /** Writes that it is busy with end then, µs. */
  busyUntilUs: number;
  /** `.kafka_cleanshutdown`: broker epoch of the life that ended in order, -1 when the last one did not. */
  cleanShutdownEpoch: number;
}

/** A formatted log dir on a good disk. */
export const logDir = (path: string, directoryId: string): LogDir => ({
  path,
  directoryId,
  broken: false,
  vanished: false,
  capacityBytes: null,
  writeUs: 0,
  fsyncUs: 0,
  busyUntilUs: 0,
  cleanShutdownEpoch: -1,
});

/** Paths of a list such as `log.dirs`. */
export const pathsOf = (listed: string): string[] => [
  ...new Set(
    listed
      .split(",")
      .map((path) => path.trim())
      .filter((path) => path !== ""),
  ),
];

/** Paths of `log.dirs`, or of `log.dir`. Kafka: AbstractKafkaConfig.logDirs. */
export const logDirPaths = (given: Readonly<Record<string, string>>): string[] =>
  pathsOf(given["log.dirs"] ?? given["log.dir"] ?? "/tmp/kafka-logs");

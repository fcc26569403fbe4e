import type { Context } from "../context.ts";
import { errors } from "../error-codes.ts";
import type { LogDir } from "../log/log-dir.ts";
import type { RequestMessage } from "../protocol/envelope.ts";
import type {
  DescribeLogDirsRequest,
  DescribeLogDirsResponseLogDir,
  DescribeLogDirsResponseTopic,
} from "../protocol/messages.ts";
import type { ReplyTo } from "../replication/purgatory.ts";
import { type Broker, hostedReplica, type LogOnDisk } from "./broker.ts";
import { cordonedPaths } from "./cordoned-dirs.ts";
import { usedBytes } from "./disk-space.ts";
import { isOffline } from "./offline-dirs.ts";
import { respond } from "./respond.ts";

/** What a disk without limit holds: 1 TiB. */
const unlimitedBytes = 1_099_511_627_776;

/** What lies in each log dir. Kafka: ReplicaManager.describeLogDirs. */
export function handleDescribeLogDirs(
  context: Context,
  broker: Broker,
  reply: ReplyTo,
  request: RequestMessage,
): void {
  const { topics } = request.body as DescribeLogDirsRequest;
  const asked = ({ topic, index }: LogOnDisk): boolean =>
    topics === null ||
    topics.some((each) => each.topic === topic && each.partitions.includes(index));
  const cordoned = cordonedPaths(broker);
  const results = broker.disk.dirs.map((dir) =>
    isOffline(broker, dir.path)
      ? offlineDir(dir)
      : onlineDir(broker, dir, { asked, isCordoned: cordoned.includes(dir.path) }),
  );
  respond(context, broker, reply, {
    throttleTimeMs: 0,
    errorCode: errors.NONE,
    results,
  });
}

const offlineDir = ({ path }: LogDir): DescribeLogDirsResponseLogDir => ({
  errorCode: errors.KAFKA_STORAGE_ERROR,
  logDir: path,
  topics: [],
  totalBytes: -1,
  usableBytes: -1,
  isCordoned: false,
});

function onlineDir(
  broker: Broker,
  dir: LogDir,
  how: {
    readonly asked: (stored: LogOnDisk) => boolean;
    readonly isCordoned: boolean;
  },
): DescribeLogDirsResponseLogDir {
  const stored = Object.values(broker.disk.logs).filter(
    (each) => each.dir === dir.path && how.asked(each),
  );
  const names = [...new Set(stored.map(({ topic }) => topic))];
  const totalBytes = dir.capacityBytes ?? unlimitedBytes;
  return {
    errorCode: errors.NONE,
    logDir: dir.path,
    topics: names.map((name) =>
      topicIn(
        broker,
        name,
        stored.filter(({ topic }) => topic === name),
      ),
    ),
    totalBytes,
    usableBytes: Math.max(0, totalBytes - usedBytes(broker.disk, dir)),
    isCordoned: how.isCordoned,
  };
}

/** The lag is of the replica's own high watermark; -1 where the replica is not hosted. Kafka: getLogEndOffsetLag. */
const topicIn = (
  broker: Broker,
  name: string,
  logs: readonly LogOnDisk[],
): DescribeLogDirsResponseTopic => ({
  name,
  partitions: logs.map(({ topicId, index, log }) => ({
    partitionIndex: index,
    partitionSize: log.sizeInBytes,
    offsetLag:
      hostedReplica(broker, topicId, index) === undefined
        ? -1
        : Math.max(0, log.highWatermark - log.logEndOffset),
    isFutureKey: false,
  })),
});

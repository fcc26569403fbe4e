/** Configs of topics; after "from" stand the broker configs that give a topic its default, nearest first. */
export const topicConfigs = `
cleanup.policy list medium in [compact, delete] = delete from log.cleanup.policy
compression.gzip.level int medium in [1,...,9] or -1 = -1 from compression.gzip.level
compression.lz4.level int medium in [1,...,17] = 9 from compression.lz4.level
compression.type string medium in [uncompressed, zstd, lz4, snappy, gzip, producer] = producer from compression.type
compression.zstd.level int medium in [-131072,...,22] = 3 from compression.zstd.level
delete.retention.ms long medium in [0,...] = 86400000 from log.cleaner.delete.retention.ms
file.delete.delay.ms long medium in [0,...] = 60000 from log.segment.delete.delay.ms
flush.messages long medium in [1,...] = 9223372036854775807 from log.flush.interval.messages
flush.ms long medium in [0,...] = 9223372036854775807 from log.flush.interval.ms log.flush.scheduler.interval.ms
follower.replication.throttled.replicas list medium in [partitionId]:[brokerId],[partitionId]:[brokerId],... = ""
index.interval.bytes int medium in [0,...] = 4096 from log.index.interval.bytes
internal.segment.bytes int medium internal
leader.replication.throttled.replicas list medium in [partitionId]:[brokerId],[partitionId]:[brokerId],... = ""
local.retention.bytes long medium in [-2,...] = -2 from log.local.retention.bytes
local.retention.ms long medium in [-2,...] = -2 from log.local.retention.ms
max.compaction.lag.ms long medium in [1,...] = 9223372036854775807 from log.cleaner.max.compaction.lag.ms
max.message.bytes int medium in [0,...] = 1048588 from message.max.bytes
message.timestamp.after.max.ms long medium in [0,...] = 3600000 from log.message.timestamp.after.max.ms
message.timestamp.before.max.ms long medium in [0,...] = 9223372036854775807 from log.message.timestamp.before.max.ms
message.timestamp.type string medium in [CreateTime, LogAppendTime] = CreateTime from log.message.timestamp.type
min.cleanable.dirty.ratio double medium in [0,...,1] = 0.5 from log.cleaner.min.cleanable.ratio
min.compaction.lag.ms long medium in [0,...] = 0 from log.cleaner.min.compaction.lag.ms
min.insync.replicas int medium in [1,...] = 1 from min.insync.replicas
preallocate boolean medium = false from log.preallocate
remote.log.copy.disable boolean medium = false
remote.log.delete.on.disable boolean medium = false
remote.storage.enable boolean medium = false
retention.bytes long medium = -1 from log.retention.bytes
retention.ms long medium in [-1,...] = 604800000 from log.retention.ms log.retention.minutes log.retention.hours
segment.bytes int medium in [1048576,...] = 1073741824 from log.segment.bytes
segment.index.bytes int medium in [4,...] = 10485760 from log.index.size.max.bytes
segment.jitter.ms long medium in [0,...] = 0 from log.roll.jitter.ms log.roll.jitter.hours
segment.ms long medium in [1,...] = 604800000 from log.roll.ms log.roll.hours
unclean.leader.election.enable boolean medium = false from unclean.leader.election.enable
`;

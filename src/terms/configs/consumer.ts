/** Configs of consumers beside those of every client. */
export const consumerConfigs = `
allow.auto.create.topics boolean medium = true
auto.commit.interval.ms int low in [0,...] = 5000
auto.offset.reset string medium in [latest, earliest, none, by_duration:PnDTnHnMn.nS] = latest
bootstrap.servers list high required in ""
check.crcs boolean low = true
client.id string low = ""
client.rack string low = ""
connections.max.idle.ms long medium = 540000
default.api.timeout.ms int medium in [0,...] = 60000
enable.auto.commit boolean medium = true
enable.metrics.push boolean low = true
exclude.internal.topics boolean medium = true
fetch.max.bytes int medium in [0,...] = 52428800
fetch.max.wait.ms int low in [0,...] = 500
fetch.min.bytes int high in [0,...] = 1
group.id string high
group.instance.id string medium in non-empty string
group.protocol string high in (case insensitive) [CONSUMER, CLASSIC] = classic
group.remote.assignor string medium
heartbeat.interval.ms int high = 3000
interceptor.classes list low in "" = ""
internal.throw.on.fetch.stable.offset.unsupported boolean low internal = false
isolation.level string medium in [read_committed, read_uncommitted] = read_uncommitted
key.deserializer class high required
max.partition.fetch.bytes int high in [0,...] = 1048576
max.poll.interval.ms int medium in [1,...] = 300000
max.poll.records int medium in [1,...] = 500
partition.assignment.strategy list medium in "" = class org.apache.kafka.clients.consumer.RangeAssignor,class org.apache.kafka.clients.consumer.CooperativeStickyAssignor
receive.buffer.bytes int medium in [-1,...] = 65536
session.timeout.ms int high = 45000
share.acknowledgement.mode string medium in [implicit, explicit] = implicit
share.acquire.mode string medium in [batch_optimized, record_limit] = BATCH_OPTIMIZED
value.deserializer class high required
`;

/** Configs of producers beside those of every client. */
export const producerConfigs = `
acks string low in [all, -1, 0, 1] = all
batch.size int medium in [0,...] = 16384
bootstrap.servers list high required in ""
buffer.memory long high in [0,...] = 33554432
client.id string medium = ""
compression.gzip.level int medium in [1,...,9] or -1 = -1
compression.lz4.level int medium in [1,...,17] = 9
compression.type string high in [none, gzip, snappy, lz4, zstd] = none
compression.zstd.level int medium in [-131072,...,22] = 3
connections.max.idle.ms long medium = 540000
delivery.timeout.ms int medium in [0,...] = 120000
enable.idempotence boolean low = true
enable.metrics.push boolean low = true
interceptor.classes list low in "" = ""
key.serializer class high required
linger.ms long medium in [0,...] = 5
max.block.ms long medium in [0,...] = 60000
max.in.flight.requests.per.connection int low in [1,...] = 5
max.request.size int medium in [0,...] = 1048576
metadata.max.idle.ms long low in [5000,...] = 300000
partitioner.adaptive.partitioning.enable boolean low = true
partitioner.availability.timeout.ms long low in [0,...] = 0
partitioner.class class medium
partitioner.ignore.keys boolean medium = false
receive.buffer.bytes int medium in [-1,...] = 32768
retries int high in [0,...,2147483647] = 2147483647
transaction.timeout.ms int low = 60000
transaction.two.phase.commit.enable boolean low = false
transactional.id string low in non-empty string
value.serializer class high required
`;

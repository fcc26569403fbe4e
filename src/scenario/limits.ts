/** What one run may hold. Generous for a lesson, small enough for a tab; everything above is a problem, never a crash. */
export const limits = {
  brokers: 50,
  /** Isolated controllers, or brokers that are controllers too. Kafka has no limit; more than five help nobody. */
  controllers: 9,
  topics: 1_000,
  partitions: 10_000,
  replicas: 30_000,
  clients: 2_000,
  /** Topics that one consumer names. */
  subscribed: 1_000,
  /** Characters of a regular expression. */
  pattern: 500,
  /** Of one record, microseconds: an hour. */
  processingUs: 3_600_000_000,
  /** Members or partitions that one command names. */
  named: 10_000,
  planned: 20_000,
  /** Overrides in one `config`. */
  configs: 200,
  /** Kafka's ids and counts are 32 bits with sign. */
  int: 2_147_483_647,
  /** Kafka's feature levels are 16 bits with sign. */
  featureLevel: 32_767,
  /** Ten years of virtual time, microseconds. */
  timeUs: 315_360_000_000_000,
  /** One way through the network, microseconds. */
  latencyUs: 60_000_000,
  /** Bytes a second. */
  bandwidth: 1_000_000_000_000,
  /** Of one producer. */
  recordsPerSecond: 1_000_000,
  /** Bytes of a record's value. */
  valueSize: 1_048_576,
  keys: 1_000_000,
  /** Keys in a list that is written out. */
  listedKeys: 1_000,
  /** Characters. */
  name: 200,
  about: 4_000,
  clientId: 100,
  key: 1_000,
  configValue: 2_000,
} as const;

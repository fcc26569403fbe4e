/** Throttles of replication, and quotas of users, clients and addresses. */
export const quotaConfigs = `
scope broker-dynamic-only
follower.replication.throttled.rate long medium in [0,...] = 9223372036854775807
leader.replication.throttled.rate long medium in [0,...] = 9223372036854775807
replica.alter.log.dirs.io.max.bytes.per.second long medium in [0,...] = 9223372036854775807
scope user-and-client-quota
consumer_byte_rate long medium = 9223372036854775807
controller_mutation_rate double medium = 2.147483647E9
producer_byte_rate long medium = 9223372036854775807
request_percentage double medium = 2.147483647E9
scope ip-quota
connection_creation_rate int medium in [0,...] = 2147483647
`;

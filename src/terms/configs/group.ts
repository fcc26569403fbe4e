/** Configs of groups; after "from" stands the broker config that gives a group its default. */
export const groupConfigs = `
consumer.assignment.interval.ms int medium in [0,...] = 1000 from group.consumer.assignment.interval.ms
consumer.heartbeat.interval.ms int medium in [1,...] = 5000 from group.consumer.heartbeat.interval.ms
consumer.session.timeout.ms int medium in [1,...] = 45000 from group.consumer.session.timeout.ms
share.assignment.interval.ms int medium in [0,...] = 1000 from group.share.assignment.interval.ms
share.auto.offset.reset string medium in [latest, earliest, by_duration:PnDTnHnMn.nS] = latest
share.delivery.count.limit int medium in [2,...] = 5 from group.share.delivery.count.limit
share.heartbeat.interval.ms int medium in [1,...] = 5000 from group.share.heartbeat.interval.ms
share.isolation.level string medium in [read_committed, read_uncommitted] = read_uncommitted
share.partition.max.record.locks int medium in [100,...] = 2000 from group.share.partition.max.record.locks
share.record.lock.duration.ms int medium in [1000,...] = 30000 from group.share.record.lock.duration.ms
share.renew.acknowledge.enable boolean medium = true
share.session.timeout.ms int medium in [1,...] = 45000 from group.share.session.timeout.ms
streams.assignment.interval.ms int medium in [0,...] = 1000 from group.streams.assignment.interval.ms
streams.heartbeat.interval.ms int medium in [1,...] = 5000 from group.streams.heartbeat.interval.ms
streams.initial.rebalance.delay.ms int medium in [0,...] = 3000 from group.streams.initial.rebalance.delay.ms
streams.num.standby.replicas int medium in [0,...] = 0 from group.streams.num.standby.replicas
streams.session.timeout.ms int medium in [1,...] = 45000 from group.streams.session.timeout.ms
`;

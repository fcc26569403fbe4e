/** Configs of admin clients beside those of every client. */
export const adminConfigs = `
bootstrap.controllers list high in "" = ""
bootstrap.servers list high in "" = ""
client.id string medium = ""
connections.max.idle.ms long medium = 300000
default.api.timeout.ms int medium in [0,...] = 60000
enable.metrics.push boolean low = false
receive.buffer.bytes int medium in [-1,...] = 65536
retries int low in [0,...,2147483647] = 2147483647
`;

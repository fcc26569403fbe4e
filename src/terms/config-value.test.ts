import { expect, it } from "vitest";
import { readConfigs } from "./config-definitions.ts";
import { configValueError } from "./config-value.ts";
import { topicConfigs } from "./configs/topic.ts";

const definitions = readConfigs("topic", topicConfigs);

function accepts(name: string, value: string): boolean {
  const definition = definitions.find((each) => each.name === name);
  return definition !== undefined && configValueError(definition, value) === null;
}

it.each([
  ["retention.ms", "-1", true],
  ["retention.ms", "-2", false],
  ["retention.ms", " 6000 ", true],
  ["retention.ms", "9223372036854775807", true],
  ["retention.ms", "9223372036854775808", false],
  ["retention.ms", "1.5", false],
  ["segment.bytes", "1048575", false],
  ["segment.bytes", "1048576", true],
  ["min.cleanable.dirty.ratio", "0.5", true],
  ["min.cleanable.dirty.ratio", "1.5", false],
  ["compression.gzip.level", "-1", true],
  ["compression.gzip.level", "0", false],
  ["compression.gzip.level", "10", false],
  ["compression.zstd.level", "-131072", true],
  ["cleanup.policy", "compact,delete", true],
  ["cleanup.policy", "", true],
  ["cleanup.policy", "burn", false],
  ["message.timestamp.type", "CreateTime", true],
  ["message.timestamp.type", "createtime", false],
  ["preallocate", "TRUE", true],
  ["preallocate", "yes", false],
  ["leader.replication.throttled.replicas", "0:1,1:2", true],
  ["leader.replication.throttled.replicas", "*", true],
  ["leader.replication.throttled.replicas", "0-1", false],
])("judges %s=%j as Kafka's validators do: %j", (name, value, fine) => {
  expect(accepts(name, value)).toBe(fine);
});

import { expect, it } from "vitest";
import { readConfigs } from "./config-definitions.ts";
import { topicConfigs } from "./configs/topic.ts";

it("reads type, default, valid values and the broker configs behind a topic's", () => {
  const retention = readConfigs("topic", topicConfigs).find(
    (one) => one.name === "retention.ms",
  );
  expect(retention).toEqual({
    scope: "topic",
    name: "retention.ms",
    type: "LONG",
    required: false,
    default: "604800000",
    validValues: "[-1,...]",
    importance: "MEDIUM",
    internal: false,
    dynamicUpdateMode: null,
    brokerSynonyms: ["log.retention.ms", "log.retention.minutes", "log.retention.hours"],
  });
});

it("refuses a row that is none", () => {
  expect(() => readConfigs("topic", "retention.ms long")).toThrow("no config in");
});

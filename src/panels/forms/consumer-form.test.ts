import { expect, it } from "vitest";
import { defaultConsumerSettings, withConfig } from "../../contract/client-settings.ts";
import type { ConsumerView } from "../../contract/client-view.ts";
import type { Command } from "../../contract/command.ts";
import { frameFixture } from "../../scene/frame-fixture.ts";
import { draftErrors, foundConfigs } from "./config-draft.ts";
import { consumerForm, subscriptionOf } from "./consumer-form.ts";
import { newConsumer } from "./new-consumer.ts";

function member(): ConsumerView {
  const [one] = frameFixture().consumers;
  if (one === undefined) throw new Error("The fixture has a consumer.");
  return {
    ...one,
    id: "billing-1",
    group: "billing",
    subscription: { kind: "topics", topics: ["orders"] },
    settings: withConfig(defaultConsumerSettings, {
      "group.id": "billing",
      "group.instance.id": "shop-1",
      "max.poll.records": "10",
    }),
  };
}

function started(
  command: Command,
): Extract<Command, { kind: "startConsumer" }>["consumer"] {
  if (command.kind !== "startConsumer") throw new Error("It starts a consumer.");
  return command.consumer;
}

it("makes a new member like the others of its group, but never with their group.instance.id", () => {
  const frame = frameFixture({ consumers: [member()] });
  const spec = consumerForm(["orders"], newConsumer(frame, "billing"));
  const made = started(spec.toCommand(spec.start));
  expect(made.id).toBe("billing-2");
  expect(made.subscription).toEqual({ kind: "topics", topics: ["orders"] });
  expect(made.settings.config).toMatchObject({
    "group.id": "billing",
    "max.poll.records": "10",
  });
  expect(made.settings.config).not.toHaveProperty("group.instance.id");
});

it("reads all of a topic where there is no group, as before", () => {
  const spec = consumerForm(["orders", "refunds"], newConsumer(frameFixture(), ""));
  expect(started(spec.toCommand(spec.start)).subscription).toEqual({
    kind: "assign",
    topic: "orders",
    partitions: null,
  });
});

it("tells subscribe by names, by either pattern, and assign apart", () => {
  const draft = {
    api: "consumer",
    topics: "orders, refunds",
    pattern: "o.*",
    partitions: "0 2",
  };
  const of = (reads: string) => subscriptionOf({ ...draft, reads });
  expect(of("topics")).toEqual({ kind: "topics", topics: ["orders", "refunds"] });
  expect(of("pattern")).toEqual({ kind: "pattern", pattern: "o.*" });
  expect(of("serverPattern")).toEqual({ kind: "serverPattern", pattern: "o.*" });
  expect(of("assign")).toEqual({ kind: "assign", topic: "orders", partitions: [0, 2] });
  expect(subscriptionOf({ ...draft, reads: "pattern", api: "share" }).kind).toBe(
    "topics",
  );
});

it("sends of changed settings only what differs, and takes an emptied config away", () => {
  const spec = consumerForm(["orders"], member());
  const command = spec.toCommand({
    ...spec.start,
    processingMs: "5-20",
    "group.instance.id": "",
    "max.poll.interval.ms": "10000",
  });
  expect(command).toEqual({
    kind: "changeConsumer",
    id: "billing-1",
    settings: { processing: { kind: "uniform", fromUs: 5000, toUs: 20_000 } },
    config: { "group.instance.id": null, "max.poll.interval.ms": "10000" },
  });
});

it("finds configs by parts of their names and says what is wrong in Kafka's words", () => {
  expect(foundConfigs("consumer", "poll").map(({ name }) => name)).toEqual([
    "max.poll.interval.ms",
    "max.poll.records",
  ]);
  expect(draftErrors("consumer", { "max.poll.records": "0" })["max.poll.records"]).toBe(
    "Invalid value 0 for configuration max.poll.records: Value must be at least 1",
  );
  expect(draftErrors("consumer", { "max.poll.records": "500", id: "x" })).toEqual({});
});

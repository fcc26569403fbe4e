import { expect, it } from "vitest";
import { defaultConsumerSettings, withConfig } from "../../contract/client-settings.ts";
import type { ConsumerView } from "../../contract/client-view.ts";
import { frameFixture } from "../../scene/frame-fixture.ts";
import { consumerActions } from "./consumer-actions.ts";

function consumer(
  change: Partial<ConsumerView>,
  config: Readonly<Record<string, string>> = {},
): ConsumerView {
  const [one] = frameFixture().consumers;
  if (one === undefined) throw new Error("The fixture has a consumer.");
  return { ...one, settings: withConfig(defaultConsumerSettings, config), ...change };
}

const labels = (one: ConsumerView): string[] =>
  consumerActions(one).map(({ label }) => label);

it("stops polling for longer than the max.poll.interval.ms that is in force", () => {
  const pause = consumerActions(
    consumer({ group: "billing" }, { "max.poll.interval.ms": "10000" }),
  ).find(({ label }) => label === "Stop polling");
  expect(pause?.command).toMatchObject({ what: "polling", forUs: 12_000_000 });
});

it("freezes a process for longer than Kafka's default session", () => {
  const freeze = consumerActions(consumer({ group: "billing" })).find(
    ({ label }) => label === "Freeze the process",
  );
  expect(freeze?.command).toMatchObject({ what: "process", forUs: 54_000_000 });
});

it("starts a static member again under its group.instance.id", () => {
  const [start] = consumerActions(
    consumer({ status: "down" }, { "group.instance.id": "shop-1" }),
  );
  expect(start?.hint).toContain("shop-1");
  expect(start?.command).toEqual({ kind: "startClient", id: "billing" });
});

it("offers no group's business to a consumer without a group", () => {
  expect(labels(consumer({ group: "" }))).not.toContain("Rejoin");
  expect(labels(consumer({ group: "billing" }))).toContain("Rejoin");
});

it("offers nothing that would be refused", () => {
  expect(labels(consumer({ status: "down" }))).toEqual(["Start again", "Remove"]);
  expect(labels(consumer({ status: "paused" }))).not.toContain("Stop polling");
  expect(labels(consumer({ pollingPaused: true }))[0]).toBe("Resume");
});

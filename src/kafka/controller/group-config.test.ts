import { describe, expect, it } from "vitest";
import { configsError } from "./config-resource.ts";
import { startCluster } from "./controller-fixture.ts";
import { GROUP_RESOURCE } from "./metadata-image.ts";

const wordsOf = (configs: Readonly<Record<string, string>>): string | undefined =>
  configsError(
    startCluster(1).state,
    { resourceType: GROUP_RESOURCE, resourceName: "g" },
    configs,
    false,
  )?.errorMessage ?? undefined;

describe("a group's config", () => {
  it("has to be one of Kafka's, with a value that its validator takes", () => {
    expect(wordsOf({ "consumer.session.timeout": "1" })).toBe(
      "Unknown group config name: consumer.session.timeout",
    );
    expect(wordsOf({ "share.isolation.level": "some" })).toMatch(/String must be one of/);
  });

  it("stays within the limits that the brokers set", () => {
    expect(wordsOf({ "consumer.session.timeout.ms": "44999" })).toBe(
      "consumer.session.timeout.ms must be greater than or equal to group.consumer.min.session.timeout.ms",
    );
    expect(wordsOf({ "share.record.lock.duration.ms": "60001" })).toBe(
      "share.record.lock.duration.ms must be less than or equal to group.share.max.record.lock.duration.ms",
    );
    expect(wordsOf({ "consumer.session.timeout.ms": "50000" })).toBeUndefined();
  });

  it("is refused for the group without a name", () => {
    const resource = { resourceType: GROUP_RESOURCE, resourceName: "" };
    expect(configsError(startCluster(1).state, resource, {}, false)?.errorMessage).toBe(
      "Default group resources are not allowed.",
    );
  });
});

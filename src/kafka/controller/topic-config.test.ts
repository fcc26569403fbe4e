import { expect, it } from "vitest";
import { applyRecord } from "./apply-record.ts";
import { emptyMetadataImage, type MetadataImage } from "./metadata-image.ts";
import { topicConfig } from "./topic-config.ts";

function set(image: MetadataImage, resource: string, name: string, value: string): void {
  const [type, resourceName = ""] = resource.split("/");
  const resourceType = Number(type);
  const offset = image.highestOffset + 1;
  applyRecord(
    image,
    { type: "CONFIG_RECORD", resourceType, resourceName, name, value },
    offset,
  );
}

it("takes a topic's setting from the nearest place that has it", () => {
  const image = emptyMetadataImage();
  const node = { nodeId: 1, staticConfig: { "log.retention.hours": "2" } };
  const read = (): string | null => topicConfig(image, node, "orders", "retention.ms");
  expect(
    topicConfig(image, { ...node, staticConfig: {} }, "orders", "retention.ms"),
  ).toBe("604800000");
  expect(read()).toBe("7200000");
  set(image, "4/", "log.retention.ms", "3");
  expect(read()).toBe("3");
  set(image, "4/1", "log.retention.ms", "2");
  expect(read()).toBe("2");
  set(image, "2/orders", "retention.ms", "1");
  expect(read()).toBe("1");
});

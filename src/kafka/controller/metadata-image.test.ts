import { expect, it } from "vitest";
import { applyRecord } from "./apply-record.ts";
import { idLike } from "./controller-fixture.ts";
import {
  emptyMetadataImage,
  partitionById,
  partitionOf,
  topicByName,
} from "./metadata-image.ts";
import type { MetadataRecord } from "./metadata-record.ts";

const topicId = idLike("orders");
const partition: MetadataRecord = {
  type: "PARTITION_RECORD",
  partitionId: 0,
  topicId,
  replicas: [1, 2],
  isr: [1, 2],
  removingReplicas: [],
  addingReplicas: [],
  leader: 1,
  leaderEpoch: 0,
  partitionEpoch: 0,
  directories: [],
};

it("finds a partition by the topic's name and by its id until the topic is deleted", () => {
  const image = emptyMetadataImage();
  applyRecord(image, { type: "TOPIC_RECORD", name: "constructor", topicId }, 0);
  applyRecord(image, partition, 1);
  expect(partitionOf(image, "constructor", 0)?.leader).toBe(1);
  expect(partitionById(image, topicId, 0)?.leader).toBe(1);
  const [change] = applyRecord(image, { type: "REMOVE_TOPIC_RECORD", topicId }, 2);
  expect(change).toMatchObject({ kind: "topicDeleted", topic: "constructor" });
  expect(topicByName(image, "constructor")).toBeUndefined();
});

it("tells a partition's change with what was before", () => {
  const image = emptyMetadataImage();
  applyRecord(image, { type: "TOPIC_RECORD", name: "orders", topicId }, 0);
  applyRecord(image, partition, 1);
  const change = { type: "PARTITION_CHANGE_RECORD", partitionId: 0, topicId } as const;
  expect(applyRecord(image, { ...change, isr: [2], leader: 2 }, 2)).toMatchObject([
    {
      kind: "partitionChanged",
      previous: { isr: [1, 2], leaderEpoch: 0 },
      registration: { isr: [2], leaderEpoch: 1, partitionEpoch: 1 },
    },
  ]);
});

it("forgets eligible leader replicas as a change of the partition", () => {
  const image = emptyMetadataImage();
  applyRecord(image, { type: "TOPIC_RECORD", name: "orders", topicId }, 0);
  applyRecord(image, { ...partition, isr: [1], eligibleLeaderReplicas: [2] }, 1);
  applyRecord(image, { type: "CLEAR_ELR_RECORD", topicName: "" }, 2);
  expect(partitionOf(image, "orders", 0)).toMatchObject({ elr: [], partitionEpoch: 1 });
});

import { applyRecord } from "../controller/apply-record.ts";
import type { MetadataChange } from "../controller/metadata-change.ts";
import {
  configsOf,
  emptyMetadataImage,
  type MetadataImage,
  topicById,
  topicsOf,
} from "../controller/metadata-image.ts";
import type { StoredSnapshot } from "../raft/controller-node.ts";
import { recordsOfEntry } from "../raft/metadata-log.ts";
import type { Broker } from "./broker.ts";

/** The broker's image becomes the snapshot's; what that changes. Kafka: MetadataLoader.handleLoadSnapshot. */
export function loadImage(broker: Broker, snapshot: StoredSnapshot): MetadataChange[] {
  const { endOffset, epoch } = snapshot.id;
  const before = broker.image;
  const image = emptyMetadataImage();
  const changes: MetadataChange[] = [];
  for (const entry of snapshot.entries)
    for (const { record } of recordsOfEntry(entry))
      changes.push(...applyRecord(image, record, endOffset - 1, epoch));
  image.highestOffset = endOffset - 1;
  image.highestEpoch = epoch;
  broker.image = image;
  broker.appliedOffset = endOffset - 1;
  return [...goneWith(before, image), ...changes];
}

/** What the image before had and this one has not: a snapshot tells of no removal. */
function goneWith(before: MetadataImage, after: MetadataImage): MetadataChange[] {
  const gone: MetadataChange[] = [];
  for (const { name, topicId, partitions } of topicsOf(before))
    if (topicById(after, topicId) === undefined)
      gone.push({ kind: "topicDeleted", topic: name, topicId, partitions });
  for (const [resource, values] of Object.entries(before.configs)) {
    const slash = resource.indexOf("/");
    const resourceType = Number(resource.slice(0, slash));
    const resourceName = resource.slice(slash + 1);
    const now = configsOf(after, resourceType, resourceName);
    for (const [name, previous] of Object.entries(values))
      if (!Object.hasOwn(now, name))
        gone.push({
          kind: "configChanged",
          resourceType,
          resourceName,
          name,
          previous,
          value: null,
        });
  }
  return gone;
}

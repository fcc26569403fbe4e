import type {
  GroupCommand,
  QuotaEntity,
  ResetTarget,
} from "../contract/group-command.ts";
import { partitionNameReader } from "./client-command-reader.ts";
import { limits } from "./limits.ts";
import { clientId } from "./producer-reader.ts";
import { integer, nullable, oneOf, type Reader, text } from "./reader.ts";
import { type Kinds, list, optional, required, some, tagged } from "./shape.ts";
import { partitionIndex, topicName } from "./topic-reader.ts";

/** A `group.id`. */
export const groupId: Reader<string> = text(limits.name, 1);

const group = required(groupId);

const resetTarget: Reader<ResetTarget> = tagged<ResetTarget>(
  'where to reset to, such as {"kind": "earliest"}',
  {
    earliest: {},
    latest: {},
    current: {},
    offset: { offset: required(integer(0, Number.MAX_SAFE_INTEGER)) },
    shiftBy: {
      by: required(integer(-Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)),
    },
    datetime: { atMs: required(integer(0, Number.MAX_SAFE_INTEGER)) },
    duration: { backMs: required(integer(0, Number.MAX_SAFE_INTEGER)) },
  },
);

const entityName = nullable(clientId);
const quotaEntity: Reader<QuotaEntity> = some<Required<QuotaEntity>>(
  'whom a quota is for, such as {"clientId": "checkout"}',
  { user: required(entityName), clientId: required(entityName) },
);

/** What an operator does to groups and quotas, by its shape. */
export const groupKinds: Kinds<GroupCommand> = {
  resetOffsets: {
    group,
    partitions: optional(nullable(list(partitionNameReader, limits.named)), null),
    to: required(resetTarget),
  },
  deleteOffsets: {
    group,
    topic: required(topicName),
    partition: optional(nullable(partitionIndex), null),
  },
  deleteGroup: { group },
  removeMembers: {
    group,
    members: optional(nullable(list(text(limits.name, 1), limits.named)), null),
  },
  alterQuota: {
    entity: required(quotaEntity),
    quota: required(
      oneOf(["producer_byte_rate", "consumer_byte_rate", "request_percentage"]),
    ),
    value: required(nullable(integer(0, limits.bandwidth))),
  },
};

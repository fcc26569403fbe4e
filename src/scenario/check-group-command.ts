import type { GroupCommand } from "../contract/group-command.ts";
import { below, type Place, report } from "./place.ts";
import type { Draft } from "./reader.ts";
import { needPartition, needTopic, type Standing } from "./standing.ts";

/** Reports what a command about groups names that is not there; groups come and go with their members. */
export function checkGroupCommand(
  at: Place,
  command: Draft<GroupCommand>,
  standing: Standing,
): void {
  switch (command.kind) {
    case "resetOffsets":
      for (const [i, named] of (command.partitions ?? []).entries()) {
        needTopic(below(at, "partitions", i, "topic"), named?.topic, standing);
        const where = below(at, "partitions", i, "partition");
        needPartition(where, named?.topic, named?.partition, standing);
      }
      break;
    case "deleteOffsets":
      needTopic(below(at, "topic"), command.topic, standing);
      break;
    case "alterQuota":
      if (Object.keys(command.entity ?? { none: null }).length === 0)
        report(below(at, "entity"), "names nobody; allowed are `user` and `clientId`");
      break;
    default:
      break;
  }
}

import type { Receipt } from "../contract/command.ts";
import type { GroupCommand, QuotaEntity } from "../contract/group-command.ts";
import { topicByName } from "../kafka/controller/metadata-image.ts";
import { silentReport } from "../kafka/report.ts";
import { apiNamed } from "../terms/apis.ts";
import { clusterImage } from "./cluster-image.ts";
import { beginTask } from "./group-steps.ts";
import { groupTask } from "./group-task.ts";
import { accepted, noBroker, refused } from "./receipt.ts";
import { anyBroker, sendWish } from "./requests.ts";
import type { World } from "./world.ts";

/** What an operator asks of group coordinators, and quotas. What Kafka refuses comes later as a happening. */
export function executeGroupCommand(world: World, command: GroupCommand): Receipt {
  const wrong = problemOf(world, command);
  if (wrong !== null) return wrong;
  if (anyBroker(world) === undefined) return noBroker();
  world.probe.report({
    ...silentReport,
    kind: "command",
    text:
      command.kind === "alterQuota"
        ? `${command.quota} of ${entityText(command.entity)} set to ${command.value ?? "nothing"} by you`
        : `${command.kind} of group ${command.group} asked by you`,
  });
  if (command.kind === "alterQuota") alterQuota(world, command);
  else beginTask(world, groupTask(command));
  return accepted(world);
}

function problemOf(world: World, command: GroupCommand): Receipt | null {
  const image = clusterImage(world.state);
  const missing = (topic: string, partition: number, path: string): Receipt | null => {
    const known = topicByName(image, topic);
    if (known === undefined)
      return refused(`${path}/topic`, `There is no topic ${topic}.`);
    const count = known.partitions.length;
    return partition < count
      ? null
      : refused(
          `${path}/partition`,
          `Found ${partition}; ${topic} has the partitions 0 to ${count - 1}.`,
        );
  };
  if (command.kind === "resetOffsets")
    for (const [i, { topic, partition }] of (command.partitions ?? []).entries()) {
      const wrong = missing(topic, partition, `/partitions/${i}`);
      if (wrong !== null) return wrong;
    }
  if (command.kind === "deleteOffsets")
    return missing(command.topic, command.partition ?? 0, "");
  if (command.kind === "alterQuota" && Object.keys(command.entity).length === 0)
    return refused("/entity", "It names nobody; allowed are user and clientId.");
  return null;
}

function entityText({ user, clientId }: QuotaEntity): string {
  const part = (kind: string, name: string | null | undefined): string[] =>
    name === undefined ? [] : [`${kind} ${name ?? "(default)"}`];
  return [...part("user", user), ...part("client-id", clientId)].join(", ");
}

function alterQuota(
  world: World,
  { entity, quota, value }: Extract<GroupCommand, { kind: "alterQuota" }>,
): void {
  const named = [
    { entityType: "user", entityName: entity.user },
    { entityType: "client-id", entityName: entity.clientId },
  ].filter(({ entityName }) => entityName !== undefined);
  sendWish(world, anyBroker(world) ?? -1, {
    api: apiNamed("AlterClientQuotas").key,
    version: 1,
    body: {
      entries: [
        {
          entity: named,
          ops: [{ key: quota, value: value ?? 0, remove: value === null }],
        },
      ],
      validateOnly: false,
    },
    purpose: "other",
    about: `${quota} of ${entityText(entity)}`,
    data: null,
    answered: true,
  });
}

import type { Command } from "../../contract/command.ts";
import type {
  GroupCommand,
  QuotaEntity,
  ResetTarget,
} from "../../contract/group-command.ts";

const at = "--bootstrap-server localhost:9092";

function resetOption(to: ResetTarget): string {
  switch (to.kind) {
    case "earliest":
      return "--to-earliest";
    case "latest":
      return "--to-latest";
    case "current":
      return "--to-current";
    case "offset":
      return `--to-offset ${to.offset}`;
    case "shiftBy":
      return `--shift-by ${to.by}`;
    case "datetime":
      return `--to-datetime ${utcText(to.atMs)}`;
    default:
      return `--by-duration PT${to.backMs / 1000}S`;
  }
}

/** `2026-01-01T00:00:01.500`. Not every number is a time; a form may hold one that is none. */
function utcText(ms: number): string {
  const time = new Date(ms);
  return Number.isNaN(time.getTime()) ? "<time>" : time.toISOString().slice(0, -1);
}

function resetLine({
  group,
  partitions,
  to,
}: Extract<GroupCommand, { kind: "resetOffsets" }>): string {
  const byTopic = new Map<string, number[]>();
  for (const { topic, partition } of partitions ?? [])
    byTopic.set(topic, [...(byTopic.get(topic) ?? []), partition]);
  const which =
    partitions === null
      ? "--all-topics"
      : [...byTopic]
          .map(([topic, numbers]) => `--topic ${topic}:${numbers.join(",")}`)
          .join(" ");
  return `kafka-consumer-groups.sh ${at} --group ${group} \\\n  --reset-offsets ${resetOption(to)} ${which} --execute`;
}

function entityText({ user, clientId }: QuotaEntity): string {
  const part = (name: string, value: string | null | undefined): string =>
    value === undefined
      ? ""
      : value === null
        ? ` --entity-type ${name} --entity-default`
        : ` --entity-type ${name} --entity-name ${value}`;
  return `${part("users", user)}${part("clients", clientId)}`;
}

/** What one would type to do this to clients and groups; null for other commands. */
export function groupLine(command: Command): string | null {
  switch (command.kind) {
    case "resetOffsets":
      return resetLine(command);
    case "deleteOffsets": {
      const partition = command.partition === null ? "" : `:${command.partition}`;
      return `kafka-consumer-groups.sh ${at} --group ${command.group} \\\n  --delete-offsets --topic ${command.topic}${partition}`;
    }
    case "deleteGroup":
      return `kafka-consumer-groups.sh ${at} --delete --group ${command.group}`;
    case "removeMembers":
      return `# Admin.removeMembersFromConsumerGroup("${command.group}"${command.members === null ? "" : `, ${command.members.join(", ")}`})`;
    case "alterQuota": {
      const change =
        command.value === null
          ? `--delete-config ${command.quota}`
          : `--add-config ${command.quota}=${command.value}`;
      return `kafka-configs.sh ${at} --alter${entityText(command.entity)} \\\n  ${change}`;
    }
    case "pauseClient":
      return command.what === "process"
        ? `kill -STOP <pid of ${command.id}>${command.forUs === null ? "" : `; sleep ${command.forUs / 1_000_000}; kill -CONT <pid of ${command.id}>`}`
        : `# the application of ${command.id} is busy between two polls`;
    case "resumeClient":
      return `kill -CONT <pid of ${command.id}>`;
    case "startClient":
      return `# start ${command.id} again`;
    case "seek":
      return `consumer.seek${command.to.kind === "earliest" ? "ToBeginning" : command.to.kind === "latest" ? "ToEnd" : ""}(${command.topic}-${command.partition}${command.to.kind === "offset" ? `, ${command.to.offset}` : ""});   // ${command.id}`;
    case "pausePartitions":
    case "resumePartitions": {
      const names = command.partitions.map(
        ({ topic, partition }) => `${topic}-${partition}`,
      );
      const method = command.kind === "pausePartitions" ? "pause" : "resume";
      return `consumer.${method}(${names.join(", ")});   // ${command.id}`;
    }
    case "commitOffsets":
      return `consumer.${command.how === "sync" ? "commitSync" : "commitAsync"}();   // ${command.id}`;
    case "enforceRebalance":
      return `consumer.enforceRebalance();   // ${command.id}`;
    case "flush":
      return `producer.flush();   // ${command.id}`;
    case "changeSubscription":
      return command.subscription === null
        ? `consumer.unsubscribe();   // ${command.id}`
        : `consumer.subscribe(…);   // ${command.id}`;
    default:
      return null;
  }
}

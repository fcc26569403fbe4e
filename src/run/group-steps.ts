import {
  again,
  askFor,
  failTask,
  networkException,
  refusedBy,
  tellTask,
  words,
} from "./group-ask.ts";
import { lastRequest } from "./group-last-step.ts";
import { fetched, offsetsTold } from "./group-offset-steps.ts";
import { type GroupTask, nameOf } from "./group-task.ts";
import { anyBroker } from "./requests.ts";
import type { World } from "./world.ts";

/** Looks for the group's coordinator. */
export function beginTask(world: World, task: GroupTask): void {
  const node = anyBroker(world);
  task.step = "find";
  task.tries++;
  if (node === undefined) again(world, task, networkException);
  else
    askFor(world, task, node, {
      api: "FindCoordinator",
      version: 6,
      body: { keyType: 0, coordinatorKeys: [task.command.group] },
    });
}

/** Goes on with the answer to a task's request; null: none came. */
export function continueTask(world: World, data: object, body: object | null): void {
  const task = data as GroupTask;
  if (body === null) {
    again(world, task, networkException);
    return;
  }
  switch (task.step) {
    case "find":
      found(world, task, body as never);
      break;
    case "list":
      listed(world, task, body as never);
      break;
    case "describe":
      described(world, task, body as never);
      break;
    case "fetch":
      fetched(world, task, body as never);
      break;
    case "offsets":
      offsetsTold(world, task, body as never);
      break;
    default:
      ended(world, task, body);
  }
}

interface FindAnswer {
  readonly coordinators: readonly {
    readonly nodeId: number;
    readonly errorCode: number;
  }[];
}

function found(world: World, task: GroupTask, { coordinators }: FindAnswer): void {
  const [first] = coordinators;
  if (refusedBy(world, task, first?.errorCode ?? networkException)) return;
  task.coordinator = first?.nodeId ?? -1;
  if (task.command.kind === "resetOffsets" || task.command.kind === "removeMembers") {
    task.step = "list";
    askFor(world, task, task.coordinator, {
      api: "ListGroups",
      version: 5,
      body: { statesFilter: [], typesFilter: [] },
    });
  } else lastRequest(world, task);
}

interface ListAnswer {
  readonly errorCode: number;
  readonly groups: readonly {
    readonly groupId: string;
    readonly groupState: string;
    readonly groupType: string;
  }[];
}

/** Offsets of a group that is at work are not to be changed. Kafka: ConsumerGroupCommand.ConsumerGroupService.resetOffsets. */
function listed(world: World, task: GroupTask, { errorCode, groups }: ListAnswer): void {
  if (refusedBy(world, task, errorCode)) return;
  const { command } = task;
  const known = groups.find(({ groupId }) => groupId === command.group);
  task.groupType = known?.groupType ?? "";
  if (command.kind === "removeMembers") {
    describe(world, task);
    return;
  }
  const state = known?.groupState ?? "Dead";
  if (state !== "Empty" && state !== "Dead") {
    failTask(
      world,
      task,
      `Assignments can only be reset if the group '${command.group}' is inactive, but the current state is ${state}.`,
    );
    return;
  }
  task.step = "fetch";
  askFor(world, task, task.coordinator, {
    api: "OffsetFetch",
    version: 9,
    body: {
      groups: [{ groupId: command.group, memberId: null, memberEpoch: -1, topics: null }],
      requireStable: true,
    },
  });
}

function describe(world: World, task: GroupTask): void {
  task.step = "describe";
  const { group } = task.command;
  askFor(
    world,
    task,
    task.coordinator,
    task.groupType.toLowerCase() === "consumer"
      ? {
          api: "ConsumerGroupDescribe",
          version: 1,
          body: { groupIds: [group], includeAuthorizedOperations: false },
        }
      : {
          api: "DescribeGroups",
          version: 6,
          body: { groups: [group], includeAuthorizedOperations: false },
        },
  );
}

interface DescribeAnswer {
  readonly groups: readonly {
    readonly errorCode: number;
    readonly members: readonly {
      readonly memberId: string;
      readonly groupInstanceId?: string | null;
      readonly instanceId?: string | null;
    }[];
  }[];
}

/** Kafka: KafkaAdminClient.removeMembersFromConsumerGroup. */
function described(world: World, task: GroupTask, { groups }: DescribeAnswer): void {
  const { command } = task;
  const [group] = groups;
  if (command.kind !== "removeMembers" || group === undefined) return;
  if (refusedBy(world, task, group.errorCode)) return;
  const members = group.members.map(({ memberId, groupInstanceId, instanceId }) => ({
    memberId,
    groupInstanceId: groupInstanceId ?? instanceId ?? null,
    reason: "removed by an operator",
  }));
  const named = command.members;
  const chosen =
    named === null
      ? members
      : named.map(
          (name) =>
            members.find(
              (each) => each.memberId === name || each.groupInstanceId === name,
            ) ?? { memberId: name, groupInstanceId: null, reason: null },
        );
  if (chosen.length === 0) {
    failTask(world, task, "the group has no members");
    return;
  }
  task.step = "last";
  askFor(world, task, task.coordinator, {
    api: "LeaveGroup",
    version: 5,
    body: {
      groupId: command.group,
      members: chosen.map((one) =>
        one.groupInstanceId === null ? one : { ...one, memberId: "" },
      ),
    },
  });
}

/** The first error of an answer, wherever it stands. */
function firstError(value: unknown): number {
  if (Array.isArray(value)) {
    for (const each of value) {
      const error = firstError(each);
      if (error !== 0) return error;
    }
    return 0;
  }
  if (typeof value !== "object" || value === null) return 0;
  for (const [key, each] of Object.entries(value)) {
    const error = key === "errorCode" ? Number(each) : firstError(each);
    if (error !== 0) return error;
  }
  return 0;
}

function ended(world: World, task: GroupTask, body: object): void {
  if (refusedBy(world, task, firstError(body))) return;
  const { kind, group } = task.command;
  const moved =
    kind === "resetOffsets"
      ? `: ${task.wanted.map((each) => `${nameOf(each)} to ${task.timed[nameOf(each)]}`).join(", ")}`
      : "";
  tellTask(world, `${words[kind]} of group ${group} done${moved}`, false);
}

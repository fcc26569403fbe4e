import type { ConsumerView } from "../../contract/client-view.ts";
import type { GroupView } from "../../contract/group-view.ts";
import { counted, grouped, listed } from "../figures.ts";
import { type Narration, skip, some, suggest, type Told } from "./story.ts";

const membersOf = ({ frame }: Told, { id }: GroupView): readonly ConsumerView[] =>
  frame.consumers.filter(({ group }) => group === id);

/** The members agree anew who reads what. */
function rebalancing(told: Told): Narration | null {
  const busy = told.frame.groups.filter(
    ({ state, epoch }) =>
      epoch > 0 &&
      ["PreparingRebalance", "CompletingRebalance", "Assigning", "Reconciling"].includes(
        state,
      ),
  );
  const [first] = busy;
  if (first === undefined) return null;
  const eager = first.type === "Classic" && first.assignor !== "cooperative-sticky";
  const dynamic = membersOf(told, first).filter(
    ({ settings }) => settings.config["group.instance.id"] === undefined,
  );
  return {
    key: `rebalancing ${busy.map(({ id, state }) => id + state).join()}`,
    story: `rebalancing ${first.id}`,
    headline: `Group ${some(busy.map(({ id }) => id))} rebalances.`,
    rest: `${
      eager
        ? `With ${first.assignor || "an eager assignor"} every member gives up all of its partitions before anyone gets new ones: nobody reads until all have joined.`
        : "Members keep what stays theirs; only what moves to another waits."
    }${dynamic.length > 1 ? " A member with a group.instance.id could be away for its session without this." : ""}`,
    tone: "warning",
    next: skip,
  };
}

/** A member is not removed yet, or has to be started. */
function memberAway(told: Told): Narration | null {
  const away = told.frame.consumers.filter(
    ({ group, status, pollingPaused }) =>
      group !== "" && (status === "down" || status === "paused" || pollingPaused),
  );
  const [first] = away;
  if (first === undefined) return null;
  const { config } = first.settings;
  const session = config["session.timeout.ms"] ?? "45000";
  const poll = config["max.poll.interval.ms"] ?? "300000";
  const names = some(away.map(({ id }) => id));
  const down = first.status === "down";
  const why = first.pollingPaused
    ? `It heartbeats but does not poll: after max.poll.interval.ms (${Number(poll) / 1000}\u202fs) it leaves the group by itself.`
    : `Its partitions wait until the coordinator has not heard of it for session.timeout.ms (${Number(session) / 1000}\u202fs), unless it left in an orderly way.`;
  return {
    key: `away ${away.map(({ id, status }) => id + status).join()}`,
    headline: `${names} ${away.length === 1 ? "is" : "are"} ${down ? "down" : first.pollingPaused ? "not polling" : "frozen"}.`,
    rest: why,
    tone: "warning",
    next: suggest(
      `${down ? "Start" : "Resume"} ${first.id}`,
      down
        ? { kind: "startClient", id: first.id }
        : { kind: "resumeClient", id: first.id },
    ),
  };
}

/** Records that a commit did not cover were read again, or nobody processed them. */
function repeated(told: Told): Narration | null {
  const group = told.frame.groups.find(
    ({ processedTwice, passedOver }) => processedTwice + passedOver > 0,
  );
  if (group === undefined) return null;
  const { id, processedTwice, passedOver } = group;
  const own = membersOf(told, group).find(({ settings }) => settings.commit === "none");
  const what = [
    ...(processedTwice > 0
      ? [`processed ${counted(processedTwice, "record")} twice`]
      : []),
    ...(passedOver > 0 ? [`passed over ${counted(passedOver, "record")}`] : []),
  ];
  return {
    key: `repeated ${id} ${processedTwice > 0} ${passedOver > 0}`,
    headline: `Group ${id} ${listed(what)}.`,
    rest:
      processedTwice > 0
        ? "Whoever took over began at the committed offset, behind what was processed already. Kafka promises at least once here; fewer records between two commits are fewer twice."
        : "The committed offset went on behind records that nobody had processed.",
    tone: "warning",
    next:
      own === undefined
        ? skip
        : suggest(`Let ${own.id} commit after each poll`, {
            kind: "changeConsumer",
            id: own.id,
            settings: { commit: "syncAfter" },
            config: { "enable.auto.commit": "false" },
          }),
  };
}

/** Lag of a group that is worth a word. */
const muchLag = 200;

/** What lies before the members' positions; what they have read and not committed yet is no sign of being slow. */
const unread = (members: readonly ConsumerView[]): number =>
  members.reduce(
    (sum, { positions }) =>
      positions.reduce((total, { lag }) => total + Math.max(0, lag), sum),
    0,
  );

/** A group does not keep up, or one record holds a partition. */
function behind(told: Told): Narration | null {
  const group = told.frame.groups.find((one) => unread(membersOf(told, one)) >= muchLag);
  if (group === undefined) return null;
  const members = membersOf(told, group);
  const stuck = members.find(
    ({ settings }) => settings.poisonKey !== null && settings.onFailure === "retry",
  );
  if (stuck !== undefined)
    return {
      key: `stuck ${stuck.id}`,
      headline: `${stuck.id} does not get past one record.`,
      rest: `It fails each time and is read again; what lies behind it in its partition waits, ${grouped(group.lag)} by now. A consumer has to decide: skip it, keep it elsewhere, or stop.`,
      tone: "warning",
      next: suggest(`Let ${stuck.id} skip what fails`, {
        kind: "changeConsumer",
        id: stuck.id,
        settings: { onFailure: "skip" },
      }),
    };
  return {
    key: `behind ${group.id} ${Math.floor(Math.log2(group.lag))}`,
    story: `behind ${group.id}`,
    headline: `Group ${group.id} is ${grouped(group.lag)} records behind.`,
    rest: `Records come faster than ${counted(members.length, "member")} ${members.length === 1 ? "processes" : "process"} them. Another member helps as long as there are partitions for it: the topics of the group have ${group.offsets.length}.`,
    tone: "warning",
    next: skip,
  };
}

/** More members than partitions. */
function idleMembers(told: Told): Narration | null {
  for (const group of told.frame.groups) {
    const idle = group.members.filter(({ assigned }) => assigned.length === 0);
    if (group.state !== "Stable" || idle.length === 0 || group.offsets.length === 0)
      continue;
    const [offset] = group.offsets;
    if (offset === undefined) continue;
    const count = group.memberCount;
    return {
      key: `idle ${group.id} ${idle.length}`,
      headline: `${counted(idle.length, "member")} of ${group.id} ${idle.length === 1 ? "has" : "have"} nothing to read.`,
      rest: `A partition has one owner in a group, and ${counted(count, "member")} share ${counted(group.offsets.length, "partition")}. The others stand by.`,
      tone: "calm",
      next: suggest(`Give ${offset.topic} ${counted(count, "partition")}`, {
        kind: "createPartitions",
        topic: offset.topic,
        count,
      }),
    };
  }
  return null;
}

/** What is worth saying of groups, the most pressing first. */
export const groupStory = (told: Told): Narration | null =>
  rebalancing(told) ??
  memberAway(told) ??
  behind(told) ??
  repeated(told) ??
  idleMembers(told);

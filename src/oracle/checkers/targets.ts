import type { GroupEvent } from "../../kafka/group-probe.ts";
import { violated, type Watch } from "../findings.ts";
import type { GhostGroup } from "../group-ghost.ts";

type Target = Extract<GroupEvent, { kind: "target" }>;

const namesOf = ({ assigned }: Target["members"][number]): string[] =>
  assigned.flatMap(({ topic, partitions }) =>
    partitions.map((partition) => `${topic}-${partition}`),
  );

/** G1: in a target each partition has one owner. */
function checkExclusive(
  watch: Watch,
  group: GhostGroup,
  epoch: number,
  next: Readonly<Record<string, readonly string[]>>,
): void {
  const owners: Record<string, string> = {};
  for (const [memberId, names] of Object.entries(next))
    for (const name of names) {
      const other = owners[name];
      if (other !== undefined)
        violated(
          watch,
          null,
          "G1",
          `the target of epoch ${epoch} of group ${group.id} gives ${name} to ${other} and to ${memberId}`,
        );
      owners[name] = memberId;
    }
}

/** G2: a topic that a target gives out is given out whole, as far as its partitions are known. */
function checkCovered(
  watch: Watch,
  group: GhostGroup,
  { epoch, members }: Pick<Target, "epoch" | "members">,
): void {
  const given: Record<string, number[]> = {};
  for (const { assigned } of members)
    for (const { topic, partitions } of assigned)
      given[topic] = [...(given[topic] ?? []), ...partitions];
  for (const [topic, partitions] of Object.entries(given)) {
    const count = Math.max(...partitions) + 1;
    if (new Set(partitions).size < count)
      violated(
        watch,
        null,
        "G2",
        `the target of epoch ${epoch} of group ${group.id} leaves out some of the ${count} partitions of ${topic}`,
      );
  }
}

/** G11: members with one subscription differ by one at most; with `range` topic by topic. */
function checkBalance(
  watch: Watch,
  group: GhostGroup,
  { epoch, assignor, members }: Target,
): void {
  const topics =
    assignor === "range"
      ? [
          ...new Set(
            members.flatMap(({ assigned }) => assigned.map(({ topic }) => topic)),
          ),
        ]
      : [null];
  for (const topic of topics) {
    const counts = members.map(({ assigned }) =>
      assigned.reduce(
        (sum, one) =>
          topic === null || one.topic === topic ? sum + one.partitions.length : sum,
        0,
      ),
    );
    if (counts.length > 0 && Math.max(...counts) - Math.min(...counts) > 1)
      violated(
        watch,
        null,
        "G11",
        `the target of epoch ${epoch} of group ${group.id} gives its members ${counts.join(", ")} partitions${topic === null ? "" : ` of ${topic}`}`,
      );
  }
}

/** G12: a member that stays gives up no more than what it has above its share. Kafka: UniformHomogeneousAssignmentBuilder. */
function checkMoves(
  watch: Watch,
  group: GhostGroup,
  epoch: number,
  next: Readonly<Record<string, readonly string[]>>,
): void {
  const { target } = group;
  if (target === null) return;
  const all = Object.values(next).reduce((sum, names) => sum + names.length, 0);
  const had = Object.values(target.members).reduce((sum, names) => sum + names.length, 0);
  // Topics came or went, or were not to be had: then a share says nothing of moves.
  if (all !== had) return;
  const share = Math.floor(all / Object.keys(next).length);
  for (const [memberId, names] of Object.entries(next)) {
    const before = target.members[memberId];
    if (before === undefined) continue;
    const given = before.filter((name) => !names.includes(name)).length;
    if (given > Math.max(0, before.length - share))
      violated(
        watch,
        null,
        "G12",
        `the target of epoch ${epoch} of group ${group.id} takes ${given} of ${before.length} partitions from ${memberId}, whose share is ${share}`,
      );
  }
}

/** KIP-848: a target was computed: G1, G2, G5, G11 and G12. */
export function targetTold(watch: Watch, group: GhostGroup, event: Target): void {
  const { epoch, members, assignor, homogeneous } = event;
  const next = Object.fromEntries(
    members.map((member) => [member.memberId, namesOf(member)]),
  );
  if (group.target !== null && epoch < group.target.epoch)
    violated(
      watch,
      null,
      "G5",
      `group ${group.id} went back from target epoch ${group.target.epoch} to ${epoch}`,
    );
  checkExclusive(watch, group, epoch, next);
  checkCovered(watch, group, event);
  if (homogeneous === true) {
    checkBalance(watch, group, event);
    if (assignor === "uniform") checkMoves(watch, group, epoch, next);
  }
  if (group.classic === true) group.owners = {};
  group.classic = false;
  group.target = { epoch, members: next };
}

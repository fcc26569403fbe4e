import { find, type Watch } from "./findings.ts";
import { type GhostGroup, type GhostWork, workGhost } from "./group-ghost.ts";

/** Something that Kafka promises not to prevent: at least once, at most once, zombies. */
function tell(watch: Watch, invariant: string, text: string): void {
  find(
    watch,
    null,
    {
      invariant,
      verdict: "expected",
      from: -1,
      to: -1,
      records: 0,
      reference: "",
      text,
    },
    ["fault:any"],
  );
}

/** A client was assigned a partition; who had it and has not given it up is a zombie from now on. */
export function assignedTo(group: GhostGroup, name: string, client: string): void {
  const work = workGhost(group, name);
  if (work.owner !== "" && work.owner !== client) {
    work.zombie = work.owner;
    work.ended = "does not know yet that it is not its any more, or died";
  }
  if (work.zombie === client) work.zombie = "";
  work.owner = client;
}

/** A client has no more to do with a partition. */
export function givenUp(
  group: GhostGroup,
  name: string,
  { client, how }: { readonly client: string; readonly how: string },
): void {
  const work = workGhost(group, name);
  if (work.zombie === client) work.zombie = "";
  if (work.owner !== client) return;
  work.owner = "";
  work.ended = how;
}

/** A member begins somewhere: what somebody has processed from there on comes again, what nobody has never will. */
export function positionedAt(
  watch: Watch,
  group: GhostGroup,
  name: string,
  at: { readonly client: string; readonly offset: number; readonly by: string },
): void {
  const work = workGhost(group, name);
  const { client, offset, by } = at;
  work.again = null;
  if (work.done < 0) {
    work.done = offset;
    return;
  }
  if (offset < work.done) work.again = { to: work.done, why: whyAgain(work, client, by) };
  else if (offset > work.done && by !== "truncation") {
    group.passedOver += offset - work.done;
    tell(
      watch,
      "A19",
      `group ${group.id} passes over ${offset - work.done} records of ${name}: ${client} begins at ${by === "committed" ? "the committed offset" : `offset`} ${offset}${by === "committed" ? "" : ` (${by})`}, and nobody has processed those from ${work.done} on${by === "committed" ? "; they were committed before they were processed" : ""}`,
    );
    work.done = offset;
  }
}

function whyAgain(work: GhostWork, client: string, by: string): string {
  if (by === "seek") return `${client} was told to read from there`;
  if (by === "reset") return `${client} had no committed offset and was reset`;
  if (by === "truncation") return "the log was truncated below its position";
  const who = work.by === client ? "it" : work.by;
  return `${who} had processed them and not committed them when it ${work.ended === "" ? "stopped" : work.ended}`;
}

/** A member processed records: some may have been processed before, or by one that is no owner any more. */
export function processedBy(
  watch: Watch,
  group: GhostGroup,
  name: string,
  done: { readonly client: string; readonly from: number; readonly next: number },
): void {
  const { client, from, next } = done;
  const work = workGhost(group, name);
  if (work.done >= 0 && from < work.done)
    group.processedTwice += Math.min(next, work.done) - from;
  if (work.again !== null && from < work.again.to) {
    const { to, why } = work.again;
    work.again = null;
    tell(
      watch,
      "A18",
      `group ${group.id} processes ${to - from} records of ${name} a second time, offsets ${from} to ${to - 1}: ${why}`,
    );
  }
  if (work.zombie === client && work.owner !== "") {
    work.zombie = "";
    tell(
      watch,
      "A20",
      `${client} and ${work.owner} of group ${group.id} both process ${name}: ${client} was slower than its timeouts and does not know yet that it was removed; what it commits is refused`,
    );
  }
  if (next > work.done) {
    work.done = next;
    work.by = client;
  }
}

/** A member left a record behind that it could not process: that is its word, and no gap. */
export function steppedOver(group: GhostGroup, name: string, next: number): void {
  const work = workGhost(group, name);
  work.done = Math.max(work.done, next);
}

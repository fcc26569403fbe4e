import { excuseFor } from "./excuse.ts";
import { find, type Watch } from "./findings.ts";
import type { GhostPartition } from "./ghost.ts";
import { heldUpTo } from "./lineage.ts";
import type { Excuse } from "./verdict.ts";

/** Promised offsets of one epoch that are lost. */
export interface LostPiece {
  readonly from: number;
  readonly to: number;
  readonly epoch: number;
  readonly acks: number;
  /** They were committed, or promised by acks=all: Kafka needs an excuse. */
  readonly owed: boolean;
}

/** When and by what a loss came about. */
interface Circumstance {
  /** Such as ` when broker 2 became leader in epoch 4`. */
  readonly how: string;
  readonly because: readonly string[];
}

interface Group {
  readonly pieces: LostPiece[];
  readonly excuse: Excuse | null;
}

/** One finding for all that was lost at once by one kind of promise for one reason. */
export function tellLosses(
  watch: Watch,
  ghost: GhostPartition,
  lost: readonly LostPiece[],
  circumstance: Circumstance,
): void {
  const groups: Record<string, Group> = {};
  for (const piece of lost) {
    const { acks, owed, epoch, from } = piece;
    const excuse = owed ? excuseFor(ghost, { epoch, offset: from }) : null;
    const group = (groups[`${acks}/${owed}/${excuse?.words ?? ""}`] ??= {
      pieces: [],
      excuse,
    });
    group.pieces.push(piece);
  }
  for (const group of Object.values(groups)) tellLoss(watch, ghost, group, circumstance);
}

/** `12 records of orders-0 acknowledged with acks=1 (offsets 40 to 51, epoch 3)`. */
function describe(ghost: GhostPartition, pieces: readonly LostPiece[]): string {
  const count = countOf(pieces);
  const from = Math.min(...pieces.map((piece) => piece.from));
  const to = Math.max(...pieces.map((piece) => piece.to));
  const epochs = [...new Set(pieces.map((piece) => piece.epoch))];
  const where =
    count === 1
      ? `offset ${from}`
      : `${count === to - from ? "" : "among "}offsets ${from} to ${to - 1}`;
  const acks = pieces[0]?.acks === -1 ? "all" : pieces[0]?.acks;
  return `${count} ${count === 1 ? "record" : "records"} of ${ghost.topic}-${ghost.index} acknowledged with acks=${acks} (${where}, epoch ${epochs.join(", ")}) ${count === 1 ? "is" : "are"} lost`;
}

const countOf = (pieces: readonly LostPiece[]): number =>
  pieces.reduce((sum, { from, to }) => sum + to - from, 0);

/** Who still has some of it on disk, to no avail. */
function holdersOf(ghost: GhostPartition, pieces: readonly LostPiece[]): number[] {
  return Object.values(ghost.replicas)
    .filter(({ log }) => pieces.some((piece) => heldUpTo(log, piece) > piece.from))
    .map(({ broker }) => broker);
}

function reasonOf(ghost: GhostPartition, { pieces, excuse }: Group, how: string): string {
  if (pieces[0]?.owed === true) {
    if (excuse === null) return `${how}, and nothing excuses it`;
    const reference = excuse.reference === "" ? "" : ` (${excuse.reference})`;
    return `${how}: ${excuse.words}${reference}`;
  }
  const holders = holdersOf(ghost, pieces);
  const left =
    holders.length === 0
      ? "no replica has them any more"
      : `only broker ${holders.join(", ")} still has them, and must truncate them to follow`;
  const acks = pieces[0]?.acks ?? 0;
  return `: acks=${acks} waits for no follower, and no in-sync replica had them${how}; ${left}`;
}

function tellLoss(
  watch: Watch,
  ghost: GhostPartition,
  group: Group,
  { how, because }: Circumstance,
): void {
  const { pieces, excuse } = group;
  const owed = pieces[0]?.owed === true;
  find(
    watch,
    ghost,
    {
      invariant: "R16",
      verdict: owed ? (excuse?.verdict ?? "engineBug") : "expected",
      from: Math.min(...pieces.map((piece) => piece.from)),
      to: Math.max(...pieces.map((piece) => piece.to)),
      records: countOf(pieces),
      reference: excuse?.reference ?? "",
      text: `${describe(ghost, pieces)}${reasonOf(ghost, group, how)}`,
    },
    because,
  );
}

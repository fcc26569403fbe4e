import type { ViewFrame } from "../../contract/frame.ts";
import type { Happening } from "../../contract/happening.ts";
import { counted } from "../figures.ts";
import {
  eagerOnes,
  type Narration,
  rowName,
  type Suggestion,
  skip,
  some,
  suggest,
  type Told,
  waitsForAll,
} from "./story.ts";

const faults = new Set(["kill", "stop", "pause", "powerLoss", "wipe", "cut"]);

function tryEager(frame: ViewFrame): Suggestion | null {
  const first = frame.producers.find(waitsForAll);
  if (first === undefined) return null;
  return suggest(`Try acks=1 for ${first.id}`, {
    kind: "changeProducer",
    id: first.id,
    config: { acks: "1" },
  });
}

function opening(frame: ViewFrame): Narration {
  const first = frame.brokers[0];
  const copies = Math.max(0, ...frame.topics.map((one) => one.replicationFactor)) - 1;
  const copied = copies < 1 ? "" : `, ${counted(copies, "follower")} copy them`;
  return {
    key: `calm ${frame.brokers.length} ${frame.partitions.length}`,
    headline: `${counted(frame.producers.length, "producer")} ${frame.producers.length === 1 ? "writes" : "write"} to ${counted(frame.brokers.length, "broker")}:`,
    rest: `the leader (blue) of each partition takes the records${copied}, and consumers read up to the high watermark, the blue bar.`,
    tone: "calm",
    next:
      first === undefined
        ? null
        : suggest(`Kill broker ${first.id}`, { kind: "kill", node: first.id }),
  };
}

/** Nothing is wrong: at the beginning, or again. */
export function calm(told: Told): Narration {
  const { frame, commands } = told;
  if (!commands.some(({ command }) => faults.has(command.kind))) return opening(frame);
  const { lost } = frame.promises;
  const out = frame.partitions.filter((one) => one.isr.length < one.replicas.length);
  if (out.length > 0)
    return {
      key: `behind ${out.map(rowName).join()}`,
      headline: `${some(out.map(rowName))} ${out.length === 1 ? "has" : "have"} replicas out of sync.`,
      rest: "A follower joins the ISR once it has fetched all that is below the high watermark.",
      tone: "warning",
      next: skip,
    };
  return {
    key: `calm again ${lost}`,
    headline: "Every replica is in sync again.",
    rest:
      lost === 0
        ? "No acknowledged record was lost: acks=all promises a record only when the whole ISR has it."
        : "What is lost stays lost: the log that is led now never had it.",
    tone: "good",
    next: tryEager(frame),
  };
}

/** What the oracle says after the colon: why, without the offsets of one batch. */
function reasonOf(finding: Happening): string {
  return /(?:is|are) lost: (.*)$/s.exec(finding.text)?.[1] ?? finding.text;
}

/** Acknowledged records are gone: that comes before every other story, until a person breaks something else. */
export function loss(told: Told, quiet: Narration): Narration | null {
  const { lost } = told.frame.promises;
  if (lost === 0) return null;
  const found = told.happenings.filter((one) => one.weight === "loss");
  const last = found.at(-1);
  const broken = told.commands.findLast(({ command }) => faults.has(command.kind));
  if (last !== undefined && broken !== undefined && broken.atUs > last.atUs) return null;
  const where = [...new Set(found.map((one) => one.partition))]
    .filter((name) => name !== "")
    .toSorted((a, b) => (a < b ? -1 : 1));
  const mend = eagerOnes(told).map(
    (one) => ({ kind: "changeProducer", id: one.id, config: { acks: "all" } }) as const,
  );
  const settled = quiet.key.startsWith("eager") || quiet.key.startsWith("calm");
  return {
    key: `lost ${lost} ${quiet.key}`,
    story: `lost ${quiet.story ?? quiet.key}`,
    headline: `${counted(lost, "acknowledged record")} ${lost === 1 ? "is" : "are"} lost${where.length === 0 ? "" : `, of ${some(where)}`}.`,
    rest: last === undefined ? quiet.headline : `Why: ${reasonOf(last)}.`,
    tone: "loss",
    next: settled && mend.length > 0 ? suggest("Back to acks=all", ...mend) : quiet.next,
  };
}

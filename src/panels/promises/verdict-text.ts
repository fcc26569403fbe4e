import type { FindingView, RiskView } from "../../contract/guarantee.ts";
import { counted } from "../../scene/figures.ts";

/** A verdict in words. */
export const verdictWords: Readonly<Record<FindingView["verdict"], string>> = {
  expected: "expected",
  hazard: "known hazard of Kafka",
  engineBug: "a fault of this engine",
};

/** Why Kafka allows it, by the proposal or issue that is named. */
const byReference: Readonly<Record<string, string>> = {
  "KIP-966":
    "Without eligible leader replicas the controller elects the last in-sync replica even when its disk lost what it had: with ELR (KIP-966) it would wait for one that is known to be whole.",
  "KIP-106":
    "unclean.leader.election.enable trades records for availability: a replica that was not in sync may lead, and what only the others had is given up.",
  "KIP-101":
    "Followers truncate to the leader's epoch end (KIP-101), so what an older leader alone has is cut off when it follows again.",
};

/** Why Kafka allows what was found, or what it would be otherwise. */
export function whyAllowed(finding: FindingView): string {
  const known = byReference[finding.reference];
  if (known !== undefined) return known;
  if (finding.verdict === "engineBug")
    return "Kafka does not allow this. Please report it with the run as a file: the seed and the commands make it happen again.";
  if (/acks=0/.test(finding.text))
    return "acks=0 asks for no answer at all: the producer counts a record as sent before any broker has it.";
  if (/acks=1/.test(finding.text))
    return "acks=1 asks for the leader alone. Kafka promises only what is below the high watermark to outlive its leader; acks=all waits for every in-sync replica.";
  return finding.verdict === "hazard"
    ? "A weakness of Kafka itself that is known and documented."
    : "Kafka promises no more than this under these settings and these faults.";
}

/** What a fault would take: `broker 2 dies and another leads: 41 records of orders-1 are gone`. */
export function riskWords(risk: RiskView, partition: string): string {
  const gone = `${counted(risk.records, "acknowledged record")} of ${partition} ${risk.records === 1 ? "is" : "are"} gone`;
  const where = `offsets ${risk.from} to ${risk.to - 1}`;
  return risk.fault === "dies"
    ? `If broker ${risk.broker} dies now and another replica leads, ${gone} (${where}).`
    : `If the disk of broker ${risk.broker} is lost, ${gone} (${where}): it is the last in-sync replica.`;
}

/** Why such a fault takes them. */
export function riskReason(risk: RiskView): string {
  if (risk.fault === "losesDisk")
    return "No other replica may lead without an unclean election, so nobody else counts.";
  return risk.byAcksAll === 0
    ? "They were acknowledged by the leader alone, and the follower that would lead does not have them yet."
    : "The follower that would lead does not have them.";
}

import type { BrokerView } from "../../contract/frame.ts";
import { listed } from "../figures.ts";
import {
  brokerNames,
  lastDone,
  type Narration,
  revive,
  rowName,
  skip,
  some,
  type Told,
  unreadable,
} from "./story.ts";

function endedHow(told: Told, broker: BrokerView): string {
  if (broker.status === "paused") return "is frozen";
  const how = lastDone(told, broker.id);
  if (how === "stop") return "was stopped";
  return how === "powerLoss" ? "lost power" : "is dead";
}

function gone(broker: BrokerView): boolean {
  return broker.status === "down" || broker.status === "paused";
}

/** A broker is away and the controller does not know. */
export function unnoticed(told: Told): Narration | null {
  const broker = told.frame.brokers.find((one) => gone(one) && !one.fenced);
  if (broker === undefined) return null;
  return {
    key: `unnoticed ${broker.id} ${broker.statusSinceUs}`,
    headline: `Broker ${broker.id} ${endedHow(told, broker)}, and nobody has noticed yet.`,
    rest: "After broker.session.timeout.ms without a heartbeat (9 s) the controller fences it and picks new leaders.",
    tone: "warning",
    next: skip,
  };
}

/** A partition has nobody who may lead it. */
export function leaderless(told: Told): Narration | null {
  const without = told.frame.partitions.filter((one) => one.leader < 0);
  if (without.length === 0) return null;
  const down = told.frame.brokers.find((one) => one.status === "down");
  return {
    key: `leaderless ${without.map(rowName).join()}`,
    headline: `${some(without.map(rowName))} ${without.length === 1 ? "has" : "have"} no leader.`,
    rest: `No in-sync replica is alive. ${unreadable(told.frame)} Kafka waits rather than lose what it acknowledged.`,
    tone: "warning",
    next: down === undefined ? skip : revive(told.frame, down),
  };
}

/** A partition refuses writes with acks=all. */
export function tooFew(told: Told): Narration | null {
  const { frame } = told;
  const starved = frame.partitions.filter((one) => {
    const topic = frame.topics.find((candidate) => candidate.name === one.topic);
    return topic !== undefined && one.isr.length < topic.minInsyncReplicas;
  });
  if (starved.length === 0) return null;
  const down = frame.brokers.find(gone);
  return {
    key: `starved ${starved.map(rowName).join()}`,
    headline: `${some(starved.map(rowName))} ${starved.length === 1 ? "has" : "have"} fewer in-sync replicas than min.insync.replicas.`,
    rest: "Producers with acks=all get NOT_ENOUGH_REPLICAS and try again; consumers still read what was committed.",
    tone: "warning",
    next: down === undefined ? skip : revive(frame, down),
  };
}

/** A broker is fenced, and others lead in its place. */
export function deposed(told: Told): Narration | null {
  const { frame } = told;
  const away = frame.brokers.filter((one) => one.fenced && gone(one));
  const first = away[0];
  if (first === undefined) return null;
  const taken = new Set(
    told.happenings
      .filter((one) => one.atUs >= first.statusSinceUs && one.kind === "leaderStarted")
      .map((one) => one.partition),
  );
  const moved = frame.partitions.filter(
    (one) => taken.has(rowName(one)) && one.leader >= 0,
  );
  const leaders = [...new Set(moved.map((one) => one.leader))];
  const hidden = unreadable(frame);
  return {
    key: `deposed ${away.map((one) => one.id).join()} ${moved.length} ${hidden === ""}`,
    headline:
      moved.length === 0
        ? `${brokerNames(away)} ${away.length === 1 ? "is" : "are"} fenced.`
        : `${leaders.length === 1 ? "Broker" : "Brokers"} ${listed(leaders)} took over ${some(moved.map(rowName))}.`,
    rest:
      hidden === ""
        ? "Nothing that was acknowledged is gone: the new leader was in sync and had all of it."
        : `${hidden} A record that only the old leader had is gone for good once it comes back and follows.`,
    tone: hidden === "" ? "good" : "warning",
    next: revive(frame, first),
  };
}

/** A broker is back, but not in every in-sync replica set yet. */
export function returning(told: Told): Narration | null {
  const { frame } = told;
  const behind = frame.brokers.filter((broker) => {
    if (broker.status === "starting") return true;
    if (broker.status !== "running") return false;
    return frame.partitions.some(
      (one) => one.replicas.includes(broker.id) && !one.isr.includes(broker.id),
    );
  });
  if (behind.length === 0 || frame.links.length > 0) return null;
  return {
    key: `returning ${behind.map((one) => one.id).join()}`,
    headline: `${brokerNames(behind)} ${behind.length === 1 ? "is" : "are"} back and catching up.`,
    rest: "It truncates what the leader does not have, fetches what it missed, and joins the ISR once it has reached the high watermark.",
    tone: "calm",
    next: skip,
  };
}

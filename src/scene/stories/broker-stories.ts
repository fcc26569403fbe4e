import {
  type BrokerView,
  cellBits,
  cellsPerReplica,
  type PartitionView,
  type ViewFrame,
} from "../../contract/frame.ts";
import { counted, listed } from "../figures.ts";
import {
  brokerNames,
  endedHow,
  gone,
  lastDone,
  type Narration,
  revive,
  rowName,
  skip,
  some,
  type Told,
  unreadable,
  waitText,
} from "./story.ts";

/** A broker is away and the controller does not know. */
export function unnoticed(told: Told): Narration | null {
  const broker = told.frame.brokers.find((one) => gone(one) && !one.fenced);
  if (broker === undefined) return null;
  return {
    key: `unnoticed ${broker.id} ${broker.statusSinceUs}`,
    headline: `Broker ${broker.id} ${endedHow(told, broker)}, and nobody has noticed yet.`,
    rest: `When it has heard no heartbeat for ${waitText(told, "broker.session.timeout.ms")}, the controller fences the broker and picks new leaders.`,
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

/** Partitions whose leadership was taken from a broker since it went, and those that are led anew. */
function movedFrom(
  told: Told,
  broker: BrokerView,
): { readonly ordered: number; readonly led: readonly PartitionView[] } {
  const since = told.happenings.filter((one) => one.atUs >= broker.statusSinceUs);
  const ordered = since.filter(
    (one) =>
      one.kind === "partitionChanged" && one.text.includes(`leader ${broker.id} →`),
  );
  const started = new Set(
    since.filter((one) => one.kind === "leaderStarted").map((one) => one.partition),
  );
  const led = told.frame.partitions.filter(
    (one) => started.has(rowName(one)) && one.leader >= 0,
  );
  return { ordered: ordered.length, led };
}

/** Records that only a broker that is away has: past the new leader's end, or other than the leader's. */
function onlyOn(
  frame: ViewFrame,
  broker: BrokerView,
): { readonly all: number; readonly acked: number } {
  let [all, acked] = [0, 0];
  for (const view of frame.partitions) {
    const log = view.logs.find((one) => one.broker === broker.id);
    const leader = view.logs.find((one) => one.broker === view.leader);
    if (log === undefined || leader === undefined || log === leader) continue;
    for (let i = 0; i < cellsPerReplica; i++) {
      const cell = frame.cells[log.cellsAt + i] ?? 0;
      const past = view.firstOffset + i >= leader.logEndOffset;
      if (cell === 0 || (!past && (cell & cellBits.diverged) === 0)) continue;
      all += 1;
      if ((cell & cellBits.acked) !== 0) acked += 1;
    }
  }
  return { all, acked };
}

/** What the new leaders mean for the promises. */
function meaning(frame: ViewFrame, broker: BrokerView): string {
  const { all, acked } = onlyOn(frame, broker);
  const verb = (count: number): string => (count === 1 ? "is" : "are");
  if (acked > 0)
    return `${counted(acked, "acknowledged record")} ${verb(acked)} on broker ${broker.id} only, and gone for good once it comes back and follows.`;
  if (all > 0)
    return `${counted(all, "record")} ${verb(all)} on broker ${broker.id} only; who waited with acks=all was never told that ${all === 1 ? "it was" : "they were"} written.`;
  return "Nothing that was acknowledged is gone: the new leader was in sync and had all of it.";
}

function tookOver(led: readonly PartitionView[]): string {
  const leaders = [...new Set(led.map((one) => one.leader))].toSorted((a, b) => a - b);
  return `${leaders.length === 1 ? "Broker" : "Brokers"} ${listed(leaders)} took over ${some(led.map(rowName))}.`;
}

/** A broker is fenced, and others lead in its place. */
export function deposed(told: Told): Narration | null {
  const { frame } = told;
  const away = frame.brokers.filter((one) => one.fenced && gone(one));
  const first = away[0];
  if (first === undefined) return null;
  const key = `deposed ${away.map((one) => one.id).join()}`;
  const fenced = `${brokerNames(away)} ${away.length === 1 ? "is" : "are"} fenced.`;
  const { ordered, led } = movedFrom(told, first);
  if (led.length < ordered)
    return {
      key: `${key} ordered`,
      headline: fenced,
      rest: "The controller has chosen new leaders and written shorter in-sync sets; the brokers are learning of it.",
      tone: "warning",
      next: skip,
    };
  const risk = onlyOn(frame, first).acked;
  if (led.length === 0 && risk === 0 && lastDone(told, first.id) === "stop")
    return {
      key: `${key} stopped`,
      headline: `Broker ${first.id} was stopped in order.`,
      rest: "Controlled shutdown: it asked the controller first, which gave its partitions to other in-sync replicas. So nobody had to wait for a session timeout.",
      tone: "good",
      next: revive(frame, first),
    };
  return {
    key: `${key} ${led.length} ${risk}`,
    story: `${key} ${led.length}`,
    headline: led.length === 0 ? `${fenced} It led nothing.` : tookOver(led),
    rest: meaning(frame, first),
    tone: risk === 0 ? "good" : "warning",
    next: revive(frame, first),
  };
}

/** A broker is back, but not in every in-sync replica set yet. */
export function returning(told: Told): Narration | null {
  const { frame } = told;
  const behind = frame.brokers.filter((broker) => {
    if (broker.status === "starting") return true;
    if (broker.status !== "running") return false;
    if (broker.dirs.some(({ status }) => status === "offline")) return false;
    return frame.partitions.some(
      (one) =>
        one.replicas.includes(broker.id) &&
        !one.isr.includes(broker.id) &&
        !one.addingReplicas.includes(broker.id),
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

import type { Command } from "../../contract/command.ts";
import type { BrokerView } from "../../contract/frame.ts";
import { spanText } from "../../scene/figures.ts";

const words: Readonly<Partial<Record<Command["kind"], string>>> = {
  kill: "killed",
  stop: "stopped",
  powerLoss: "lost power",
  wipe: "down, disk wiped",
  failDir: "halted, disk lost",
};

/** `killed`, `paused`, `starting`; empty while all is well. */
export function stateWord(
  node: Pick<BrokerView, "status"> & { readonly fenced?: boolean },
  done: Command["kind"] | undefined,
): string {
  if (node.status === "running") return node.fenced === true ? "fenced" : "";
  if (node.status !== "down") return node.status;
  return (done === undefined ? undefined : words[done]) ?? "down";
}

/** What stands beside a broker's name: since when it is not well, or what it is. */
export function brokerSub(
  broker: BrokerView,
  done: Command["kind"] | undefined,
  nowUs: number,
): string {
  const word = stateWord(broker, done);
  if (word === "") {
    const rack = broker.rack === null ? [] : [`rack ${broker.rack}`];
    return [...rack, ...(broker.controller ? ["controller"] : [])].join(" · ");
  }
  if (broker.status === "running") return word;
  const since = `${word} ${spanText(nowUs - broker.statusSinceUs)} ago`;
  return broker.fenced ? `${since}, fenced` : since;
}

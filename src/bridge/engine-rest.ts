/*
 * What the engine's thread loads behind its first picture, in one piece: the oracle, what meets commands, what reads
 * what other people wrote, and what looks closely (docs/decisions/0008).
 */

export { commands } from "../run/execute.ts";
export { Experiments } from "../run/experiments.ts";
export { detailOf } from "../run/frame/detail.ts";
export { oracle } from "../run/oracle.ts";
export { createWatcher } from "../run/watch/watcher.ts";
export { parseScenario } from "../scenario/parse.ts";
export { parseCommand } from "../scenario/parse-command.ts";

import { expose } from "comlink";
import type { Command, LoggedCommand, Receipt } from "../contract/command.ts";
import type { EngineApi, OpenResult } from "../contract/engine-api.ts";
import type { Scenario } from "../contract/scenario.ts";
import { meetCommandsBy } from "../run/command-rules.ts";
import { Session } from "../run/session.ts";
import { openingScenario } from "../scenario/opening.ts";

/*
 * The engine's thread. The page talks to it through `client.ts`; nothing else knows that there is one. What anybody
 * may have written is read here before the engine sees it; the readers come when they are first needed, since the
 * page opens with a scenario of ours.
 */

const session = new Session();

async function open(
  scenario: unknown,
  commands: readonly LoggedCommand[],
): Promise<OpenResult> {
  if (scenario === null && commands.length === 0) return opened(openingScenario, []);
  await loadCommands();
  if (scenario === null) return opened(openingScenario, commands);
  const { parseScenario } = await import("../scenario/parse.ts");
  const parsed = parseScenario(scenario);
  return parsed.kind === "problems"
    ? { kind: "refused", problems: parsed.problems }
    : opened(parsed.scenario, commands);
}

const opened = (scenario: Scenario, commands: readonly LoggedCommand[]): OpenResult => ({
  kind: "opened",
  frame: session.open(scenario, commands),
});

/** What meets commands comes with the first one. */
async function loadCommands(): Promise<void> {
  meetCommandsBy((await import("../run/execute.ts")).commands);
}

async function submit(command: Command): Promise<Receipt> {
  await loadCommands();
  const { parseCommand } = await import("../scenario/parse-command.ts");
  if (command.kind === "focus")
    session.lookWith((await import("../run/frame/detail.ts")).detailOf);
  if (command.kind === "watch")
    session.watchWith((await import("../run/watch/watcher.ts")).createWatcher);
  const parsed = parseCommand(command);
  const first = parsed.kind === "problems" ? parsed.problems[0] : undefined;
  return first === undefined
    ? session.submit(command)
    : { kind: "refused", path: first.path, reason: first.message };
}

const engine: EngineApi = {
  open,
  submit,
  advance: (budget) => Promise.resolve(session.advance(budget)),
  exportRun: () => Promise.resolve(session.exportRun()),
};

expose(engine);

import { expose } from "comlink";
import type { Command, LoggedCommand, Receipt } from "../contract/command.ts";
import type { EngineApi, OpenResult } from "../contract/engine-api.ts";
import type { ExperimentRequest, ExperimentView } from "../contract/experiment.ts";
import type { Scenario } from "../contract/scenario.ts";
import { meetCommandsBy } from "../run/command-rules.ts";
import { Session } from "../run/session.ts";
import { openingScenario } from "../scenario/opening.ts";
import type * as EngineRest from "./engine-rest.ts";

/*
 * The engine's thread. The page talks to it through `client.ts`; nothing else knows that there is one. What anybody
 * may have written is read here before the engine sees it. The first picture is of a scenario of ours and needs
 * neither readers nor commands nor the oracle: they come behind it, and before anybody drives the run.
 */

const session = new Session();

async function load(): Promise<typeof EngineRest> {
  const loaded = await import("./engine-rest.ts");
  meetCommandsBy(loaded.commands);
  session.watchWith(loaded.createWatcher);
  session.overseeWith(loaded.oracle);
  return loaded;
}

let loading: Promise<typeof EngineRest> | null = null;

/** All that the first picture can do without: taken in once, and asked for again if it could not be loaded. */
function rest(): Promise<typeof EngineRest> {
  loading ??= load().catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}

async function open(
  scenario: unknown,
  commands: readonly LoggedCommand[],
): Promise<OpenResult> {
  if (scenario === null && commands.length === 0) return opened(openingScenario, []);
  const { parseScenario } = await rest();
  if (scenario === null) return opened(openingScenario, commands);
  const parsed = parseScenario(scenario);
  return parsed.kind === "problems"
    ? { kind: "refused", problems: parsed.problems }
    : opened(parsed.scenario, commands);
}

const opened = (scenario: Scenario, commands: readonly LoggedCommand[]): OpenResult => ({
  kind: "opened",
  frame: session.open(scenario, commands),
});

async function submit(command: Command): Promise<Receipt> {
  const { parseCommand, detailOf } = await rest();
  if (command.kind === "focus") session.lookWith(detailOf);
  const parsed = parseCommand(command);
  const first = parsed.kind === "problems" ? parsed.problems[0] : undefined;
  return first === undefined
    ? session.submit(parsed.kind === "command" ? parsed.command : command)
    : { kind: "refused", path: first.path, reason: first.message };
}

let experiments: InstanceType<(typeof EngineRest)["Experiments"]> | null = null;

async function experiment(request: ExperimentRequest): Promise<ExperimentView | null> {
  const loaded = await rest();
  experiments ??= new loaded.Experiments();
  return experiments.meet(request, () => session.exportRun());
}

async function driven(): Promise<Session> {
  await rest();
  return session;
}

const engine: EngineApi = {
  open,
  submit,
  advance: async (budget) => (await driven()).advance(budget),
  exportRun: async () => (await driven()).exportRun(),
  experiment,
};

expose(engine);

import { assert } from "../base/assert.ts";
import type { Command, LoggedCommand, Receipt } from "../contract/command.ts";
import type { Budget, EngineApi, OpenResult, RunFile } from "../contract/engine-api.ts";
import type { ViewFrame } from "../contract/frame.ts";
import { parseScenario } from "../scenario/parse.ts";
import { parseCommand } from "../scenario/parse-command.ts";
import { Run } from "./run.ts";

/** The engine's interface as it is on its own side of the thread: the same calls, answered at once. */
type Immediate<Api> = {
  readonly [Name in keyof Api]: Api[Name] extends (...given: infer Given) => infer Answer
    ? (...given: Given) => Awaited<Answer>
    : never;
};

/** The engine behind the thread: one run at a time. Everything that comes in is read as if anybody had written it. */
export class Session implements Immediate<EngineApi> {
  private run: Run | null = null;

  open(scenario: unknown, commands: readonly LoggedCommand[]): OpenResult {
    const parsed = parseScenario(scenario);
    if (parsed.kind === "problems") return { kind: "refused", problems: parsed.problems };
    const run = new Run(parsed.scenario);
    if (commands.length === 0) run.warmUp();
    else run.replay(commands);
    this.run = run;
    return { kind: "opened", frame: run.advance({ virtualUs: 0, events: 0 }) };
  }

  submit(command: Command): Receipt {
    const parsed = parseCommand(command);
    const first = parsed.kind === "problems" ? parsed.problems[0] : undefined;
    if (first !== undefined)
      return { kind: "refused", path: first.path, reason: first.message };
    return this.opened().submit(command);
  }

  advance(budget: Budget): ViewFrame {
    return this.opened().advance(budget);
  }

  exportRun(): RunFile {
    return this.opened().export();
  }

  private opened(): Run {
    assert(this.run !== null, "a run is opened before it is driven");
    return this.run;
  }
}

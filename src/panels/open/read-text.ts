import type { LoggedCommand } from "../../contract/command.ts";
import type { Problem } from "../../contract/engine-api.ts";
import type { Scenario } from "../../contract/scenario.ts";
import { parseScenario } from "../../scenario/parse.ts";
import { parseCommand } from "../../scenario/parse-command.ts";
import { loggedUpgraded } from "../../scenario/upgrade.ts";

/** What a text holds: a scenario with the commands of a run, if it is one, or every problem. */
export type ReadText =
  | {
      readonly kind: "read";
      readonly scenario: Scenario;
      readonly commands: readonly LoggedCommand[];
    }
  | { readonly kind: "problems"; readonly problems: readonly Problem[] };

const problem = (path: string, message: string): ReadText => ({
  kind: "problems",
  problems: [{ path, message }],
});

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A command of a log with its place, or what is wrong with it. */
function readLogged(value: unknown, path: string, problems: Problem[]): LoggedCommand[] {
  const logged = isObject(value) ? value : {};
  const { atUs, afterEvents } = logged;
  const whole = (one: unknown): one is number =>
    typeof one === "number" && Number.isSafeInteger(one) && one >= 0;
  if (!whole(atUs) || !whole(afterEvents)) {
    problems.push({
      path,
      message: "allowed is a logged command: atUs, afterEvents and command",
    });
    return [];
  }
  const parsed = parseCommand(logged["command"]);
  if (parsed.kind === "command") return [{ atUs, afterEvents, command: parsed.command }];
  for (const one of parsed.problems)
    problems.push({ ...one, path: `${path}/command${one.path}` });
  return [];
}

function readRun(file: Readonly<Record<string, unknown>>): ReadText {
  const parsed = parseScenario(file["scenario"]);
  const problems: Problem[] =
    parsed.kind === "problems"
      ? parsed.problems.map((one) => ({ ...one, path: `/scenario${one.path}` }))
      : [];
  const list = file["commands"];
  if (!Array.isArray(list))
    problems.push({ path: "/commands", message: "allowed is a list of logged commands" });
  const commands = Array.isArray(list)
    ? list.flatMap((one, i) =>
        readLogged(loggedUpgraded(one, file["format"]), `/commands/${i}`, problems),
      )
    : [];
  return parsed.kind === "problems" || problems.length > 0
    ? { kind: "problems", problems }
    : { kind: "read", scenario: parsed.scenario, commands };
}

/** Reads a text that anybody may have written. */
export function readText(text: string): ReadText {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return problem(
      "",
      `This is not JSON: ${error instanceof Error ? error.message : ""}`,
    );
  }
  if (isObject(value) && "scenario" in value) return readRun(value);
  const parsed = parseScenario(value);
  return parsed.kind === "problems"
    ? parsed
    : { kind: "read", scenario: parsed.scenario, commands: [] };
}

/** Where the value of a JSON pointer stands in a text, as far as its keys are found one after the other. */
export function placeOf(text: string, path: string): { from: number; to: number } {
  let from = 0;
  let to = 0;
  for (const step of path.split("/").slice(1)) {
    if (/^\d+$/.test(step)) continue;
    const found = text.indexOf(`"${step}"`, from);
    if (found < 0) break;
    from = found;
    to = found + step.length + 2;
  }
  return { from, to };
}

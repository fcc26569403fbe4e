import type { LoggedCommand } from "../contract/command.ts";
import type { PlannedCommand } from "../contract/scenario.ts";

/** Commands that have taken effect by a moment: those of the scenario's plan and those of a person, oldest first. */
export function metBy(
  plan: readonly PlannedCommand[],
  log: readonly LoggedCommand[],
  atUs: number,
): readonly LoggedCommand[] {
  const due = plan.filter((one) => one.atUs <= atUs);
  if (due.length === 0) return log;
  const planned = due.map((one) => ({ ...one, afterEvents: 0 }));
  return [...planned, ...log].toSorted((a, b) => a.atUs - b.atUs);
}

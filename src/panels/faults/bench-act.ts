import { createContext, use } from "react";
import type { Command } from "../../contract/command.ts";

/** How the faults panel does what a button says: at once, or at the time that is set. */
export interface BenchAct {
  readonly act: (command: Command) => void;
  /** Shows the line that would do it on a real cluster. */
  readonly look: (command: Command) => void;
}

const context = createContext<BenchAct>({ act: () => undefined, look: () => undefined });

/** Gives the way to act to the editors below. */
export const BenchActProvider = context.Provider;

/** The way to act of the faults panel around. */
export const useBenchAct = (): BenchAct => use(context);

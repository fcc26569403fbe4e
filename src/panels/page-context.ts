import { createContext, use } from "react";
import { useStore } from "zustand";
import type { Focus, LoggedCommand } from "../contract/command.ts";
import type { ViewFrame } from "../contract/frame.ts";
import type { Scenario } from "../contract/scenario.ts";
import type { Picture } from "../scene/picture.ts";
import type { Chronicle, ChronicleState } from "../store/chronicle.ts";
import type { Commands } from "../store/commands.ts";
import type { Experiments } from "../store/experiments.ts";
import type { Frames } from "../store/frames.ts";
import type { PreferencesState, PreferencesStore } from "../store/preferences.ts";
import type { Rebalances } from "../store/rebalances.ts";
import type { Requests } from "../store/requests.ts";
import type { RunState, RunStore } from "../store/run.ts";
import type { ViewState, ViewStore } from "../store/view.ts";

/** Time, as buttons and keys move it. */
export interface Drive {
  readonly play: () => void;
  readonly pause: () => void;
  readonly toggle: () => void;
  /** One event. */
  readonly step: () => void;
  readonly setSpeed: (speed: number) => void;
  /** One speed up or down. */
  readonly shift: (by: 1 | -1) => void;
  /** Runs flat out until something worth a word happens. */
  readonly skipToHappening: () => void;
  /** Runs flat out until the narration has something else to say. */
  readonly skipToStory: () => void;
  readonly stopSkipping: () => void;
}

/** What remains when the engine is gone. */
export interface Rescue {
  readonly download: () => Promise<void>;
  readonly restartFromLog: () => void;
  readonly restartFresh: () => void;
  /** Begins with another scenario; with commands it is a run that goes on where they ended. */
  readonly openScenario: (
    scenario: Scenario,
    commands?: readonly LoggedCommand[],
  ) => void;
}

/** Everything that panels work with. */
export interface Page {
  readonly frames: Frames;
  readonly requests: Requests;
  readonly rebalances: Rebalances;
  readonly experiments: Experiments;
  readonly chronicle: Chronicle;
  readonly run: RunStore;
  readonly view: ViewStore;
  readonly preferences: PreferencesStore;
  readonly commands: Commands;
  readonly drive: Drive;
  readonly rescue: Rescue;
  readonly picture: Picture;
  /** What can be opened, the opening scenario first. */
  readonly scenarios: readonly Scenario[];
}

const context = createContext<Page | null>(null);

/** Gives the page to the panels below. */
export const PageProvider = context.Provider;

/** The page around this panel. */
export function usePage(): Page {
  const page = use(context);
  if (page === null) throw new Error("A panel stands outside of the page.");
  return page;
}

/** The frame that panels show; null before the run is open. */
export function useCalm<T>(select: (frame: ViewFrame | null) => T): T {
  return useStore(usePage().frames.calm, (state) => select(state.frame));
}

/** A slice of the run. */
export function useRun<T>(select: (run: RunState) => T): T {
  return useStore(usePage().run, select);
}

/** A slice of the view. */
export function useView<T>(select: (view: ViewState) => T): T {
  return useStore(usePage().view, select);
}

/** A slice of the preferences. */
export function usePreferences<T>(select: (chosen: PreferencesState) => T): T {
  return useStore(usePage().preferences, select);
}

/** A slice of what was told so far. */
export function useChronicle<T>(select: (told: ChronicleState) => T): T {
  return useStore(usePage().chronicle.store, select);
}

/** Selects a thing for the inspector. */
export function useFocus(): (on: Focus | null) => void {
  const { commands } = usePage();
  return (on) => {
    void commands.perform({ kind: "focus", on });
  };
}

import { createStore, type StoreApi } from "zustand/vanilla";

/** What a person chooses about the page; survives a reload. */
export interface PreferencesState {
  readonly theme: "system" | "light" | "dark";
  readonly motion: "system" | "reduced" | "full";
  /** A letter in every record beside its hue. */
  readonly letters: boolean;
  /** Single keys drive the run. */
  readonly shortcuts: boolean;
}

/** One preferences store for the life of the page. */
export type PreferencesStore = StoreApi<PreferencesState>;

const byDefault: PreferencesState = {
  theme: "system",
  motion: "system",
  letters: false,
  shortcuts: true,
};

function oneOf<T extends string>(allowed: readonly T[], value: unknown, otherwise: T): T {
  return allowed.find((one) => one === value) ?? otherwise;
}

/** Reads what was stored; whatever does not fit has its default. */
export function parsePreferences(text: string | null): PreferencesState {
  if (text === null) return byDefault;
  try {
    const found: unknown = JSON.parse(text);
    if (typeof found !== "object" || found === null) return byDefault;
    const at = (name: string): unknown => Reflect.get(found, name);
    return {
      theme: oneOf(["system", "light", "dark"], at("theme"), "system"),
      motion: oneOf(["system", "reduced", "full"], at("motion"), "system"),
      letters: at("letters") === true,
      shortcuts: at("shortcuts") !== false,
    };
  } catch {
    return byDefault;
  }
}

/** From what was stored, or null at a first visit. */
export function createPreferences(stored: string | null): PreferencesStore {
  return createStore<PreferencesState>(() => parsePreferences(stored));
}

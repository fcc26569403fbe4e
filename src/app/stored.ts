import type { PreferencesStore } from "../store/preferences.ts";

const name = "highwater.preferences";

/** What an earlier visit chose; null where storage is blocked. */
export function readStored(): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

/** Keeps choices for the next visit, where that is allowed. */
export function keepStored(preferences: PreferencesStore): void {
  preferences.subscribe((chosen) => {
    try {
      localStorage.setItem(name, JSON.stringify(chosen));
    } catch {
      // A blocked storage costs the next visit its choices and nothing else.
    }
  });
}

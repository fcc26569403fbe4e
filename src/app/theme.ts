import type { PreferencesState, PreferencesStore } from "../store/preferences.ts";

function apply(chosen: PreferencesState): void {
  const root = document.documentElement;
  if (chosen.theme === "system") delete root.dataset["theme"];
  else root.dataset["theme"] = chosen.theme;
  if (chosen.motion === "system") delete root.dataset["motion"];
  else root.dataset["motion"] = chosen.motion;
}

/** Puts the choice of theme on the document, where the tokens hang. */
export function followTheme(preferences: PreferencesStore): void {
  apply(preferences.getState());
  preferences.subscribe(apply);
}

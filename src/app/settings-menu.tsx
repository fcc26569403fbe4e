import { Settings } from "lucide-react";
import type { ReactNode } from "react";
import { Popup } from "../panels/forms/popup.tsx";
import { usePage, usePreferences } from "../panels/page-context.ts";
import type { PreferencesState } from "../store/preferences.ts";
import { ScenarioChoice } from "./scenario-choice.tsx";

function Choice<Name extends "theme" | "motion">(props: {
  readonly name: Name;
  readonly label: string;
  readonly options: readonly (readonly [PreferencesState[Name], string])[];
}): ReactNode {
  const { preferences } = usePage();
  const value = usePreferences((chosen) => chosen[props.name]);
  return (
    <fieldset className="choice">
      <legend>{props.label}</legend>
      {props.options.map(([option, word]) => (
        <label key={option}>
          <input
            type="radio"
            name={props.name}
            checked={value === option}
            onChange={() => preferences.setState({ [props.name]: option })}
          />
          {word}
        </label>
      ))}
    </fieldset>
  );
}

function Switch(props: {
  readonly name: "letters" | "shortcuts";
  readonly label: string;
}): ReactNode {
  const { preferences } = usePage();
  const on = usePreferences((chosen) => chosen[props.name]);
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={on}
        onChange={(event) => preferences.setState({ [props.name]: event.target.checked })}
      />
      {props.label}
    </label>
  );
}

/** Choices about the page, and the run as a file. */
export function SettingsMenu(props: { readonly phone: boolean }): ReactNode {
  const { view, rescue } = usePage();
  return (
    <Popup
      className="icon settings-button"
      label="Settings"
      named={false}
      button={<Settings size={16} aria-hidden />}
    >
      {props.phone ? <ScenarioChoice /> : null}
      <Choice
        name="theme"
        label="Theme"
        options={[
          ["system", "System"],
          ["light", "Light"],
          ["dark", "Dark"],
        ]}
      />
      <Choice
        name="motion"
        label="Motion"
        options={[
          ["system", "System"],
          ["full", "Full"],
          ["reduced", "Reduced"],
        ]}
      />
      <Switch name="letters" label="Letters on records" />
      <Switch name="shortcuts" label="Single-key shortcuts" />
      <ul className="actions">
        <li>
          <button
            type="button"
            onClick={(event) => {
              event.currentTarget.closest<HTMLElement>("[popover]")?.hidePopover();
              view.setState({ form: { kind: "help" } });
            }}
          >
            Keys
          </button>
        </li>
        <li>
          <button
            type="button"
            onClick={(event) => {
              event.currentTarget.closest<HTMLElement>("[popover]")?.hidePopover();
              view.setState({ form: { kind: "open" } });
            }}
          >
            Open a scenario or a run
          </button>
        </li>
        <li>
          <button type="button" onClick={() => void rescue.download()}>
            Download the run
          </button>
        </li>
        <li>
          <button type="button" onClick={rescue.restartFresh}>
            Restart fresh
          </button>
        </li>
      </ul>
    </Popup>
  );
}

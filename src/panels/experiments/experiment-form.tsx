import { type FormEvent, type ReactNode, useId } from "react";
import {
  type ExperimentDraft,
  type ExperimentWorld,
  type GroupDeed,
  groupDeeds,
  groupsOf,
  sweepDefaults,
  sweepParameters,
} from "./experiment-draft.ts";

function Choice(props: {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, label: string])[];
  readonly change: (value: string) => void;
}): ReactNode {
  const id = useId();
  return (
    <div className="asked">
      <label htmlFor={id}>{props.label}</label>
      <select
        id={id}
        value={props.value}
        onChange={(event) => props.change(event.target.value)}
      >
        {props.options.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
}

function Typed(props: {
  readonly label: string;
  readonly value: string;
  readonly size: number;
  readonly change: (value: string) => void;
}): ReactNode {
  const id = useId();
  return (
    <div className="asked">
      <label htmlFor={id}>{props.label}</label>
      <input
        id={id}
        type="text"
        value={props.value}
        size={props.size}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => props.change(event.target.value)}
      />
    </div>
  );
}

const same = (names: readonly string[]): readonly (readonly [string, string])[] =>
  names.map((name) => [name, name]);

interface PartProps {
  readonly draft: ExperimentDraft;
  readonly world: ExperimentWorld;
  readonly set: (change: Partial<ExperimentDraft>) => void;
}

function SweepFields({ draft, world, set }: PartProps): ReactNode {
  return (
    <>
      <Choice
        label="Setting"
        value={draft.parameter}
        options={same(sweepParameters)}
        change={(name) => {
          const parameter = sweepParameters.find((one) => one === name);
          if (parameter !== undefined)
            set({ parameter, values: sweepDefaults[parameter] });
        }}
      />
      <Typed
        label="Values"
        value={draft.values}
        size={18}
        change={(values) => set({ values })}
      />
      <Choice
        label="Producer"
        value={draft.producer}
        options={same(world.producers.map(({ id }) => id))}
        change={(producer) => set({ producer })}
      />
      <Typed
        label="Records a second"
        value={draft.recordsPerSecond}
        size={6}
        change={(recordsPerSecond) => set({ recordsPerSecond })}
      />
    </>
  );
}

function ProtocolFields({ draft, world, set }: PartProps): ReactNode {
  return (
    <>
      <Choice
        label="Group"
        value={draft.group}
        options={same(groupsOf(world.consumers))}
        change={(group) => set({ group })}
      />
      <Choice
        label="What happens"
        value={draft.deed}
        options={Object.entries(groupDeeds)}
        change={(deed) => {
          if (deed in groupDeeds) set({ deed: deed as GroupDeed });
        }}
      />
    </>
  );
}

/** What to run. */
export function ExperimentForm(props: {
  readonly draft: ExperimentDraft;
  readonly world: ExperimentWorld;
  readonly running: boolean;
  readonly change: (draft: ExperimentDraft) => void;
  readonly begin: () => void;
  readonly cancel: () => void;
}): ReactNode {
  const { draft, world, running } = props;
  const set = (change: Partial<ExperimentDraft>): void =>
    props.change({ ...draft, ...change });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!running) props.begin();
  };
  const Fields = draft.kind === "sweep" ? SweepFields : ProtocolFields;
  return (
    <form onSubmit={submit}>
      <Choice
        label="Experiment"
        value={draft.kind}
        options={[
          ["sweep", "sweep a producer’s setting"],
          ["protocols", "compare group protocols"],
        ]}
        change={(kind) =>
          set(
            kind === "sweep"
              ? { kind, seconds: "5" }
              : { kind: "protocols", seconds: "60" },
          )
        }
      />
      <Fields draft={draft} world={world} set={set} />
      <Typed
        label="Virtual seconds"
        value={draft.seconds}
        size={4}
        change={(seconds) => set({ seconds })}
      />
      {running ? (
        // Its own key: a button that turned into the other one under the click would submit the form.
        <button key="cancel" type="button" onClick={props.cancel}>
          Cancel
        </button>
      ) : (
        <button key="run" type="submit" className="primary">
          Run
        </button>
      )}
    </form>
  );
}

import { X } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { clientDefinitions } from "../../terms/client-start.ts";
import type { ConfigDefinition } from "../../terms/config-definitions.ts";
import type { Draft } from "./command-form.tsx";
import { type ConfigOwner, configRange, foundConfigs } from "./config-draft.ts";
import { Field, type FieldSpec } from "./field.tsx";

/** Configs that a search shows at once. */
const mostFound = 8;

function choicesOf({ type, validValues }: ConfigDefinition): readonly string[] | null {
  if (type === "BOOLEAN") return ["true", "false"];
  const list = /^(?:\(case insensitive\) )?\[([^\][.]+)\]$/.exec(validValues ?? "")?.[1];
  return type !== "STRING" || list === undefined
    ? null
    : list.split(",").map((word) => word.trim());
}

function fieldOf(definition: ConfigDefinition): FieldSpec {
  const { name } = definition;
  const choices = choicesOf(definition);
  return {
    name,
    label: name,
    kind: choices === null ? "text" : "select",
    options: ["", ...(choices ?? [])].map((value) => ({
      value,
      label: value || `default (${definition.default ?? "none"})`,
    })),
    hint: configRange(definition),
    paths: [],
  };
}

function Chosen(props: {
  readonly definition: ConfigDefinition;
  readonly value: string;
  readonly error: string;
  readonly change: (value: string) => void;
  readonly drop: () => void;
}): ReactNode {
  const { definition } = props;
  return (
    <div className="chosen-config">
      <Field
        spec={fieldOf(definition)}
        value={props.value}
        error={props.error}
        change={props.change}
      />
      <button
        type="button"
        className="icon"
        aria-label={`Take ${definition.name} out`}
        onClick={props.drop}
      >
        <X size={14} aria-hidden />
      </button>
    </div>
  );
}

/** Searches what can be set, and adds what is pressed. */
function Search(props: {
  readonly owner: ConfigOwner;
  readonly isShown: (name: string) => boolean;
  readonly add: (definition: ConfigDefinition) => void;
}): ReactNode {
  const { owner, isShown, add } = props;
  const [search, setSearch] = useState("");
  const list = useId();
  const typed = search.trim();
  const found =
    typed === "" ? [] : foundConfigs(owner, typed).filter(({ name }) => !isShown(name));
  return (
    <>
      <input
        type="search"
        aria-label={`Search configs of a ${owner}`}
        aria-controls={list}
        placeholder="search by name, such as max.poll"
        value={search}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setSearch(event.target.value)}
      />
      <ul id={list}>
        {found.slice(0, mostFound).map((definition) => (
          <li key={definition.name}>
            <button
              type="button"
              onClick={() => {
                add(definition);
                setSearch("");
              }}
            >
              <span>{definition.name}</span>
              <small>{configRange(definition)}</small>
            </button>
          </li>
        ))}
      </ul>
      {typed !== "" && found.length === 0 ? (
        <p className="hint">
          Kafka’s {owner} has no other config with “{search}”.
        </p>
      ) : null}
      {found.length > mostFound ? (
        <p className="hint">and {found.length - mostFound} more</p>
      ) : null}
    </>
  );
}

/** Any config of Kafka's client by its name; what is not set has Kafka's default. */
export function ConfigPicker(props: {
  readonly owner: ConfigOwner;
  readonly draft: Draft;
  readonly wrongs: Readonly<Record<string, string>>;
  /** Configs that have a field of their own in this form. */
  readonly taken: ReadonlySet<string>;
  readonly change: (draft: Draft) => void;
}): ReactNode {
  const { owner, draft, wrongs, taken, change } = props;
  const own = Object.keys(draft).filter(
    (name) => clientDefinitions[owner].has(name) && !taken.has(name),
  );
  const put = (name: string, value: string): void => change({ ...draft, [name]: value });
  const drop = (name: string): void =>
    change(Object.fromEntries(Object.entries(draft).filter(([key]) => key !== name)));
  return (
    <fieldset className="config-picker">
      <legend>Any other config</legend>
      {own.map((name) => {
        const definition = clientDefinitions[owner].get(name);
        return definition === undefined ? null : (
          <Chosen
            key={name}
            definition={definition}
            value={draft[name] ?? ""}
            error={wrongs[name] ?? ""}
            change={(value) => put(name, value)}
            drop={() => drop(name)}
          />
        );
      })}
      <Search
        owner={owner}
        isShown={(name) => taken.has(name) || own.includes(name)}
        add={({ name, default: initial }) => put(name, initial ?? "")}
      />
    </fieldset>
  );
}

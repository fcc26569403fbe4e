import { type FormEvent, memo, type ReactNode, useId, useState } from "react";
import type { Command } from "../../contract/command.ts";
import type { ConfigRow, ConfigTarget } from "../../contract/config-row.ts";
import { configValueError } from "../../terms/config-value.ts";
import { commandLine } from "../forms/command-line.ts";
import { Twin } from "../forms/twin.tsx";
import { usePage } from "../page-context.ts";
import { choicesOf, isOverride, rangeText, sourceText } from "./config-search.ts";

interface ItemProps {
  readonly row: ConfigRow;
  readonly scope: ConfigTarget;
  readonly open: boolean;
  readonly toggle: () => void;
}

function ValueField(props: {
  readonly row: ConfigRow;
  readonly value: string;
  readonly told: string;
  readonly wrong: boolean;
  readonly change: (value: string) => void;
}): ReactNode {
  const { row, value, told, wrong } = props;
  const choices = choicesOf(row);
  const shared = {
    "aria-label": `Value of ${row.name}`,
    "aria-describedby": told,
    "aria-invalid": wrong,
    value,
  };
  return choices === null ? (
    <input
      {...shared}
      type="text"
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => props.change(event.target.value)}
    />
  ) : (
    <select {...shared} onChange={(event) => props.change(event.target.value)}>
      {choices.includes(value) ? null : <option>{value}</option>}
      {choices.map((choice) => (
        <option key={choice}>{choice}</option>
      ))}
    </select>
  );
}

function Synonyms(props: { readonly row: ConfigRow }): ReactNode {
  const { synonyms } = props.row;
  if (synonyms.length < 2) return null;
  return (
    <p className="hint">
      {synonyms
        .map(({ name, value, source }) => `${name}=${value} (${sourceText(source)})`)
        .join(", else ")}
    </p>
  );
}

/** What can be done with one config: a refusal stands below and what was typed stays. */
function Edit(props: {
  readonly row: ConfigRow;
  readonly scope: ConfigTarget;
}): ReactNode {
  const { row, scope } = props;
  const { commands } = usePage();
  const told = useId();
  const [value, setValue] = useState(row.value ?? "");
  const [wrong, setWrong] = useState("");
  const command = (to: string | null): Command => ({
    kind: "alterConfig",
    scope,
    name: row.name,
    value: to,
  });
  const send = async (to: string | null): Promise<void> => {
    const refused = to === null ? null : configValueError(row, to);
    setWrong(refused ?? "");
    if (refused !== null) return;
    const receipt = await commands.submit(command(to));
    setWrong(receipt.kind === "refused" ? receipt.reason : "");
    if (receipt.kind === "accepted" && to === null) setValue(row.default ?? "");
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void send(value);
  };
  return (
    <form className="config-edit" onSubmit={submit} noValidate>
      {row.documentation === "" ? null : <p>{row.documentation}</p>}
      <p className="hint" id={told}>
        {rangeText(row)}
      </p>
      <Synonyms row={row} />
      {row.readOnly ? (
        <p className="hint">Read-only: it is set in server.properties before a start.</p>
      ) : (
        <>
          <div className="set">
            <ValueField
              row={row}
              value={value}
              told={told}
              wrong={wrong !== ""}
              change={setValue}
            />
            <button type="submit" className="quiet">
              Set
            </button>
            {isOverride(row, scope.kind) ? (
              <button type="button" className="quiet" onClick={() => void send(null)}>
                Remove
              </button>
            ) : null}
          </div>
          <p className="error" role="alert">
            {wrong}
          </p>
          <Twin line={commandLine(command(value))} />
        </>
      )}
    </form>
  );
}

/** One config: its value and where that comes from; opened, how to change it. */
export const ConfigItem = memo(function ConfigItem(props: ItemProps): ReactNode {
  const { row, open, toggle } = props;
  const isSet = row.source !== "DEFAULT_CONFIG";
  return (
    <li data-set={isSet}>
      <button type="button" aria-expanded={open} onClick={toggle}>
        <span>{row.name}</span>
        <code>{row.value ?? "none"}</code>
        {isSet ? <small>{sourceText(row.source)}</small> : null}
      </button>
      {open ? <Edit row={row} scope={props.scope} /> : null}
    </li>
  );
}, sameItem);

/** Rows come new with every frame; most say what they said. */
function sameItem(before: ItemProps, after: ItemProps): boolean {
  return (
    before.open === after.open &&
    before.row.name === after.row.name &&
    before.row.value === after.row.value &&
    before.row.source === after.row.source &&
    JSON.stringify(before.scope) === JSON.stringify(after.scope)
  );
}

import type { ReactNode } from "react";
import type { Command } from "../../contract/command.ts";
import { useBenchAct } from "./bench-act.ts";

/** One fault, or what mends it. */
export function BenchButton(props: {
  readonly label: string;
  readonly hint?: string;
  readonly command: Command;
  readonly danger?: boolean;
}): ReactNode {
  const { act, look } = useBenchAct();
  const { command } = props;
  return (
    <button
      type="button"
      className={props.danger === true ? "quiet danger" : "quiet"}
      title={props.hint}
      onFocus={() => look(command)}
      onPointerEnter={() => look(command)}
      onClick={() => act(command)}
    >
      {props.label}
    </button>
  );
}

/** A number with its unit. */
export function BenchNumber(props: {
  readonly label: string;
  readonly unit: string;
  readonly value: string;
  readonly change: (value: string) => void;
}): ReactNode {
  return (
    <label className="bench-number">
      {props.label}
      <input
        type="text"
        inputMode="decimal"
        autoComplete="off"
        value={props.value}
        onChange={(event) => props.change(event.target.value)}
      />
      {props.unit}
    </label>
  );
}

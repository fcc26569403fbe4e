import { type ReactNode, useId } from "react";

/** One field of a form, before it is filled. */
export interface FieldSpec {
  readonly name: string;
  readonly label: string;
  /** Kafka's own name of the setting, shown small. */
  readonly kafka?: string;
  readonly kind: "text" | "number" | "select";
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  readonly hint?: string;
  /** Ends of JSON pointers of refusals that mean this field. */
  readonly paths: readonly string[];
  /** Under "More settings". */
  readonly more?: boolean;
  /** Shown, but may not be changed. */
  readonly fixed?: boolean;
  /** Shown only then; always where it is left out. */
  readonly when?: (draft: Readonly<Record<string, string>>) => boolean;
}

/** A label, an input, and what is wrong with it. */
export function Field(props: {
  readonly spec: FieldSpec;
  readonly value: string;
  readonly error: string;
  readonly change: (value: string) => void;
}): ReactNode {
  const { spec, value, error } = props;
  const id = useId();
  const told = error === "" ? (spec.hint ?? "") : error;
  const shared = {
    id,
    value,
    disabled: spec.fixed === true,
    "aria-invalid": error !== "",
    "aria-describedby": told === "" ? undefined : `${id}-told`,
  };
  return (
    <div className="field">
      <label htmlFor={id}>
        {spec.label}
        {spec.kafka === undefined ? null : <code>{spec.kafka}</code>}
      </label>
      {spec.kind === "select" ? (
        <select {...shared} onChange={(event) => props.change(event.target.value)}>
          {spec.options?.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      ) : (
        <input
          {...shared}
          type="text"
          inputMode={spec.kind === "number" ? "decimal" : "text"}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => props.change(event.target.value)}
        />
      )}
      {told === "" ? null : (
        <p id={`${id}-told`} className={error === "" ? "hint" : "error"}>
          {told}
        </p>
      )}
    </div>
  );
}

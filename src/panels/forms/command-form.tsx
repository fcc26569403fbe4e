import { type FormEvent, type ReactNode, useState } from "react";
import type { Command } from "../../contract/command.ts";
import { usePage } from "../page-context.ts";
import { useModal } from "../use-modal.ts";
import { commandLine } from "./command-line.ts";
import { type ConfigOwner, draftErrors } from "./config-draft.ts";
import { ConfigPicker } from "./config-picker.tsx";
import { Field, type FieldSpec } from "./field.tsx";
import { Twin } from "./twin.tsx";

/** What was typed, by field. */
export type Draft = Readonly<Record<string, string>>;

/** A form that ends in one command. */
export interface FormSpec {
  readonly title: string;
  readonly about: string;
  readonly button: string;
  readonly fields: readonly FieldSpec[];
  readonly start: Draft;
  readonly toCommand: (draft: Draft) => Command;
  /** Further commands once the first was accepted. */
  readonly more?: (draft: Draft) => readonly Command[];
  /** Whose configs can be searched for and set by name. */
  readonly configs?: ConfigOwner;
}

/** What is wrong, by field; the empty name is the form as a whole. */
type Wrongs = Readonly<Record<string, string>>;

function wrongValues(spec: FormSpec, draft: Draft): Wrongs {
  const wrongs: Record<string, string> = {};
  for (const field of spec.fields) {
    const typed = (draft[field.name] ?? "").trim();
    if (field.kind !== "number" || field.fixed === true) continue;
    if (typed === "" || !Number.isFinite(Number(typed)))
      wrongs[field.name] = `“${typed}” is not a number.`;
  }
  return spec.configs === undefined
    ? wrongs
    : { ...wrongs, ...draftErrors(spec.configs, draft) };
}

/** The field that a refusal is about, a config that was searched for too. */
function fieldOf(spec: FormSpec, draft: Draft, path: string): string {
  const found = spec.fields.find((field) =>
    field.paths.some((end) => path === end || path.endsWith(end)),
  );
  const config = /\/config\/([^/]+)$/.exec(path)?.[1] ?? "";
  return found?.name ?? (config in draft ? config : "");
}

function Fields(props: {
  readonly spec: FormSpec;
  readonly draft: Draft;
  readonly wrongs: Wrongs;
  readonly change: (draft: Draft) => void;
}): ReactNode {
  const { spec, draft, wrongs, change } = props;
  const field = (one: FieldSpec): ReactNode => (
    <Field
      key={one.name}
      spec={one}
      value={draft[one.name] ?? ""}
      error={wrongs[one.name] ?? ""}
      change={(value) => change({ ...draft, [one.name]: value })}
    />
  );
  const shown = spec.fields.filter((one) => one.when?.(draft) ?? true);
  const more = shown.filter((one) => one.more === true);
  return (
    <>
      <div className="fields">{shown.filter((one) => one.more !== true).map(field)}</div>
      {more.length === 0 ? null : (
        <details open={more.some((one) => one.name in wrongs) || undefined}>
          <summary>More settings</summary>
          <div className="fields">{more.map(field)}</div>
        </details>
      )}
      {spec.configs === undefined ? null : (
        <ConfigPicker
          owner={spec.configs}
          draft={draft}
          wrongs={wrongs}
          taken={new Set(spec.fields.map((one) => one.name))}
          change={change}
        />
      )}
    </>
  );
}

/** A modal form. A refusal is shown at its field and nothing that was typed is lost. */
export function CommandForm(props: {
  readonly spec: FormSpec;
  readonly close: () => void;
}): ReactNode {
  const { spec, close } = props;
  const { commands, view } = usePage();
  const dialog = useModal();
  const [draft, setDraft] = useState(() => {
    const { resumed, sent } = view.getState();
    return resumed && sent !== null ? sent.draft : spec.start;
  });
  const [wrongs, setWrongs] = useState<Wrongs>({});
  const send = async (): Promise<void> => {
    const numbers = wrongValues(spec, draft);
    setWrongs(numbers);
    if (Object.keys(numbers).length > 0) return;
    const receipt = await commands.submit(spec.toCommand(draft));
    if (receipt.kind === "accepted") {
      const { form } = view.getState();
      view.setState({ sent: form === null ? null : { form, draft } });
      close();
      const more = spec.more?.(draft) ?? [];
      if (more.length > 0) await commands.perform(...more);
    } else setWrongs({ [fieldOf(spec, draft, receipt.path)]: receipt.reason });
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void send();
  };
  const whole = wrongs[""] ?? "";
  return (
    <dialog ref={dialog} className="dialog" onClose={close} aria-labelledby="form-title">
      <form onSubmit={submit} noValidate>
        <h2 id="form-title">{spec.title}</h2>
        <p className="about">{spec.about}</p>
        <Fields spec={spec} draft={draft} wrongs={wrongs} change={setDraft} />
        <p className="error" role="alert">
          {whole === ""
            ? Object.values(wrongs).join(" ") && "Something is not right above."
            : whole}
        </p>
        <Twin line={commandLine(spec.toCommand(draft))} />
        <div className="buttons">
          <button type="button" className="quiet" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
          <button type="submit" className="primary">
            {spec.button}
          </button>
        </div>
      </form>
    </dialog>
  );
}

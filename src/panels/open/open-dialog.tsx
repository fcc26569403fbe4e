import { type ReactNode, useRef, useState } from "react";
import type { Problem } from "../../contract/engine-api.ts";
import { usePage, useRun, useView } from "../page-context.ts";
import { useModal } from "../use-modal.ts";
import { placeOf, readText } from "./read-text.ts";
import "./open.css";

function Problems(props: {
  readonly problems: readonly Problem[];
  readonly show: (path: string) => void;
}): ReactNode {
  const { problems } = props;
  if (problems.length === 0) return <p className="error" role="alert" />;
  return (
    <div role="alert" className="problems">
      <p className="error">
        {problems.length === 1 ? "One problem." : `${problems.length} problems.`} Nothing
        was opened, and the text is as it was.
      </p>
      <ol>
        {problems.map((one) => (
          <li key={`${one.path}/${one.message}`}>
            <button type="button" onClick={() => props.show(one.path)}>
              <code>{one.path === "" ? "/" : one.path}</code>
            </button>{" "}
            {one.message}
          </li>
        ))}
      </ol>
    </div>
  );
}

/** A scenario or a run as text. What is typed stays, whatever happens. */
export function OpenDialog(props: { readonly close: () => void }): ReactNode {
  const { rescue, view } = usePage();
  const scenario = useRun((run) => run.scenario);
  const typed = useView((state) => state.typed);
  const dialog = useModal();
  const field = useRef<HTMLTextAreaElement>(null);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const text = typed ?? JSON.stringify(scenario, null, 2);
  const setText = (next: string): void => view.setState({ typed: next });
  const open = (): void => {
    const read = readText(text);
    setProblems(read.kind === "problems" ? read.problems : []);
    if (read.kind === "problems") return;
    rescue.openScenario(read.scenario, read.commands);
    dialog.current?.close();
  };
  const show = (path: string): void => {
    const { from, to } = placeOf(text, path);
    field.current?.focus();
    field.current?.setSelectionRange(from, to);
  };
  return (
    <dialog
      ref={dialog}
      className="dialog open-dialog"
      onClose={props.close}
      aria-labelledby="open-title"
    >
      <h2 id="open-title">Open a scenario or a run</h2>
      <p className="about">
        Paste it, choose a file, or change the one that runs. What is left out has a
        default: <code>{'{"cluster": {"brokers": 5}}'}</code> is a whole scenario.
      </p>
      <textarea
        ref={field}
        aria-label="Scenario or run as JSON"
        value={text}
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
      />
      <Problems problems={problems} show={show} />
      <div className="buttons">
        <input
          type="file"
          aria-label="Choose a file"
          accept=".json,application/json"
          onChange={(event) => void event.target.files?.[0]?.text().then(setText)}
        />
        <button
          type="button"
          className="quiet"
          onClick={() => view.setState({ typed: null })}
        >
          The one that runs
        </button>
        <button type="button" className="quiet" onClick={() => dialog.current?.close()}>
          Close
        </button>
        <button type="button" className="primary" onClick={open}>
          Open
        </button>
      </div>
    </dialog>
  );
}

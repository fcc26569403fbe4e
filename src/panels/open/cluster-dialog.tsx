import { type FormEvent, type ReactNode, useState } from "react";
import type { Problem } from "../../contract/engine-api.ts";
import { parseScenario } from "../../scenario/parse.ts";
import { Field, type FieldSpec } from "../forms/field.tsx";
import { usePage } from "../page-context.ts";
import { useModal } from "../use-modal.ts";
import { clusterFields, firstDraft, ownCluster } from "./own-cluster.ts";
import "./open.css";

const meant = ({ paths }: FieldSpec, { path }: Problem): boolean =>
  paths.some((start) => path.startsWith(start));

/** The field that a problem is about is the one that names most of its path. */
function fieldOf(problem: Problem): FieldSpec | undefined {
  const length = ({ paths }: FieldSpec): number =>
    Math.max(
      ...paths.filter((start) => problem.path.startsWith(start)).map((one) => one.length),
    );
  return clusterFields
    .filter((spec) => meant(spec, problem))
    .toSorted((a, b) => length(b) - length(a))[0];
}

/** A cluster of one's own: so many brokers, racks and controllers, one topic with a producer and a consumer. */
export function ClusterDialog(props: { readonly close: () => void }): ReactNode {
  const { rescue } = usePage();
  const dialog = useModal();
  const [draft, setDraft] = useState(firstDraft);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const make = (event: FormEvent): void => {
    event.preventDefault();
    const parsed = parseScenario(ownCluster(draft));
    setProblems(parsed.kind === "problems" ? parsed.problems : []);
    if (parsed.kind === "problems") return;
    dialog.current?.close();
    rescue.openScenario(parsed.scenario);
  };
  const rest = problems.filter((one) => fieldOf(one) === undefined);
  return (
    <dialog
      ref={dialog}
      className="dialog cluster-dialog"
      onClose={props.close}
      aria-labelledby="cluster-title"
    >
      <form onSubmit={make} noValidate>
        <h2 id="cluster-title">A cluster of your own</h2>
        <p className="about">
          It begins anew, with a topic that is written and read. What is not here can be
          written under Settings, “Open a scenario or a run”.
        </p>
        <div className="fields">
          {clusterFields.map((spec) => (
            <Field
              key={spec.name}
              spec={spec}
              value={draft[spec.name] ?? ""}
              error={problems
                .filter((one) => fieldOf(one) === spec)
                .map(({ message }) => message)
                .join(" ")}
              change={(value) => setDraft({ ...draft, [spec.name]: value })}
            />
          ))}
        </div>
        <p className="error" role="alert">
          {rest.map(({ path, message }) => `${path}: ${message}`).join(" ")}
          {problems.length > rest.length ? " Something is not right above." : ""}
        </p>
        <div className="buttons">
          <button type="button" className="quiet" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
          <button type="submit" className="primary">
            Make it
          </button>
        </div>
      </form>
    </dialog>
  );
}

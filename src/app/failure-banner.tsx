import type { ReactNode } from "react";
import { usePage, useRun } from "../panels/page-context.ts";
import { clockText, grouped } from "../scene/figures.ts";
import type { Failure } from "../store/run.ts";

const headlines: Readonly<Record<Failure["kind"], string>> = {
  died: "The engine has died.",
  asserted: "The engine found a fault of its own and stopped.",
  silent: "The engine does not answer.",
};

/** Says that there is no engine, saves the run, and begins again. */
export function FailureBanner(): ReactNode {
  const { rescue } = usePage();
  const failure = useRun((run) => run.failure);
  const problems = useRun((run) => run.problems);
  const status = useRun((run) => run.status);
  if (status === "refused")
    return (
      <div className="failure" role="alert">
        <p>
          <b>The scenario was refused.</b>{" "}
          {problems.map((one) => `${one.path}: ${one.message}`).join(" ")}
        </p>
      </div>
    );
  if (failure === null) return null;
  return (
    <div className="failure" role="alert" data-testid="failure">
      <p>
        <b>{headlines[failure.kind]}</b> {failure.message} It was at{" "}
        {clockText(failure.atUs)}, event {grouped(failure.events)}. What you did is kept
        here.
      </p>
      <div className="buttons">
        <button type="button" onClick={() => void rescue.download()}>
          Download the run
        </button>
        <button type="button" className="primary" onClick={rescue.restartFromLog}>
          Restart from the command log
        </button>
        <button type="button" onClick={rescue.restartFresh}>
          Restart fresh
        </button>
      </div>
    </div>
  );
}

import { Download } from "lucide-react";
import type { ReactNode } from "react";
import { clockText } from "../../scene/figures.ts";
import { commandLine } from "../forms/command-line.ts";
import { usePage, useRun } from "../page-context.ts";
import "./shell-log.css";

/** Lines in the document at most. */
const mostLines = 60;

/** Everything that was done to this run, as one would type it on a real cluster. */
export function ShellLog(): ReactNode {
  const { rescue } = usePage();
  const commands = useRun((run) => run.commands);
  return (
    <div className="shell-log">
      <div className="row">
        <p className="hint">
          What you did, as it would be typed on a real cluster. Seed, scenario and these
          commands are the whole run.
        </p>
        <button type="button" className="quiet" onClick={() => void rescue.download()}>
          <Download size={14} aria-hidden /> Download the run
        </button>
      </div>
      {commands.length === 0 ? (
        <p className="hint">Nothing was done yet.</p>
      ) : (
        <ol>
          {commands.slice(-mostLines).map((logged, i) => (
            <li key={`${logged.afterEvents}-${i}`}>
              <time>{clockText(logged.atUs)}</time>
              <pre>{commandLine(logged.command)}</pre>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

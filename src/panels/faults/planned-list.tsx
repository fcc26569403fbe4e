import type { ReactNode } from "react";
import type { PlannedView } from "../../contract/frame.ts";
import { clockText } from "../../scene/figures.ts";
import { useCalm, usePage } from "../page-context.ts";
import { commandWords } from "./command-words.ts";

/** What is to come, each with a way to take it back. */
export function PlannedList(): ReactNode {
  const { commands } = usePage();
  const planned = useCalm((frame) => frame?.planned) ?? [];
  const words = (one: PlannedView): string => commandWords(one.command);
  if (planned.length === 0) return null;
  return (
    <ul className="planned">
      {planned.map((one) => (
        <li key={one.id}>
          <time>{clockText(one.atUs)}</time> <span>{words(one)}</span>
          <button
            type="button"
            className="quiet"
            aria-label={`Take back: ${words(one)}`}
            onClick={() => void commands.perform({ kind: "unschedule", id: one.id })}
          >
            Take back
          </button>
        </li>
      ))}
    </ul>
  );
}

import type { ReactNode } from "react";
import { grouped } from "../../scene/figures.ts";
import { useCalm, usePage } from "../page-context.ts";
import "./promises.css";

function Figure(props: {
  /** Null is not known yet. */
  readonly value: number | null;
  readonly word: string;
  readonly tone: string;
  readonly title: string;
}): ReactNode {
  return (
    <span className={`figure ${props.tone}`} title={props.title}>
      <b>{props.value === null ? "–" : grouped(props.value)}</b> <span>{props.word}</span>
    </span>
  );
}

/** What the cluster promised and whether it holds: 0 lost is green only when the oracle has looked, and before that a dash. */
export function PromisesBar(): ReactNode {
  const { view } = usePage();
  const acked = useCalm((frame) => frame?.promises.acked ?? 0);
  const readable = useCalm((frame) => frame?.promises.readable ?? 0);
  const lost = useCalm((frame) => frame?.promises.lost ?? 0);
  const checked = useCalm((frame) => frame?.promises.checked ?? false);
  const tone = lost > 0 ? "bad" : checked ? "good" : "";
  return (
    <button
      type="button"
      className="promises"
      data-testid="promises"
      onClick={() => view.setState({ tab: "promises" })}
    >
      <span className="sr-only">Promises: </span>
      <Figure
        value={checked ? acked : null}
        word="acked"
        tone=""
        title="Records acknowledged to producers"
      />
      <Figure
        value={checked ? readable : null}
        word="readable"
        tone={readable + lost < acked ? "low" : ""}
        title="Of those, below the high watermark of a leader that can be read"
      />
      <Figure
        value={checked ? lost : null}
        word="lost"
        tone={tone}
        title={checked ? "Checked by the oracle on every event" : "Not checked yet"}
      />
    </button>
  );
}

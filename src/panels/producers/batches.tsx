import type { ReactNode } from "react";
import type { BatchView } from "../../contract/batch-view.ts";
import { clockText, counted, grouped } from "../../scene/figures.ts";
import { fateText, reasonNames, reasonSentences } from "./batch-text.ts";
import { latencyParts, msText } from "./latency-parts.ts";
import { SplitBar } from "./split-bar.tsx";
import "./batches.css";

function Times(props: { readonly batch: BatchView }): ReactNode {
  const { batch } = props;
  const moments = [
    ["first record", batch.createdUs],
    ["first sent", batch.sentUs],
    [batch.error === "" ? "acknowledged" : "given up", batch.doneUs],
  ] as const;
  return (
    <dl>
      {moments.map(([name, us]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{us < 0 ? "never" : clockText(us)}</dd>
        </div>
      ))}
      {latencyParts.map(({ name, words }) => (
        <div key={name}>
          <dt>{words}</dt>
          <dd>{batch.split === null ? "not told" : `${msText(batch.split[name])} ms`}</dd>
        </div>
      ))}
    </dl>
  );
}

function Batch(props: {
  readonly batch: BatchView;
  readonly longest: number;
}): ReactNode {
  const { batch, longest } = props;
  const tookUs = batch.doneUs - batch.createdUs;
  return (
    <li>
      <details>
        <summary>
          <span className="line">
            <b>{reasonNames[batch.reason]}</b>
            <span>
              {counted(batch.records, "record")}, {grouped(batch.bytes)} B
            </span>
            <span className="took">{msText(tookUs)} ms</span>
          </span>
          {batch.split === null ? null : <SplitBar split={batch.split} of={longest} />}
          <span className="fate" data-bad={batch.error !== ""}>
            {fateText(batch)}
            {batch.attempts > 0 ? `, sent ${batch.attempts + 1} times` : ""}
          </span>
        </summary>
        <p>{reasonSentences[batch.reason]}</p>
        <Times batch={batch} />
      </details>
    </li>
  );
}

/** The last batches of a producer, the newest first: why each went when it did, and where its time went. */
export function Batches(props: { readonly batches: readonly BatchView[] }): ReactNode {
  const { batches } = props;
  const longest = Math.max(
    1,
    ...batches.map(({ createdUs, doneUs }) => doneUs - createdUs),
  );
  return (
    <section className="batches">
      <h3>Last batches</h3>
      {batches.length === 0 ? (
        <p className="hint">No batch is done yet.</p>
      ) : (
        <ol>
          {batches.map((batch) => (
            <Batch key={batch.number} batch={batch} longest={longest} />
          ))}
        </ol>
      )}
    </section>
  );
}

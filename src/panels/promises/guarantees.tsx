import type { ReactNode } from "react";
import type { FindingView, GuaranteeView } from "../../contract/guarantee.ts";
import type { Happening } from "../../contract/happening.ts";
import { clockText, counted, grouped } from "../../scene/figures.ts";
import { chainOf } from "../../store/chronicle.ts";
import { Chain } from "../happenings/happening-row.tsx";
import { useCalm, useChronicle, useFocus } from "../page-context.ts";
import { riskReason, riskWords, verdictWords, whyAllowed } from "./verdict-text.ts";
import "./guarantees.css";

function Ledger(): ReactNode {
  const promises = useCalm((frame) => frame?.promises ?? null);
  if (promises === null) return null;
  const told = (count: number): string => (promises.checked ? grouped(count) : "–");
  const waiting = promises.acked - promises.readable - promises.lost;
  return (
    <dl>
      <div>
        <dt>Acknowledged</dt>
        <dd>{told(promises.acked)}</dd>
      </div>
      <div>
        <dt>Readable now</dt>
        <dd>{told(promises.readable)}</dd>
      </div>
      <div>
        <dt>Not readable yet, or not at the moment</dt>
        <dd>{told(Math.max(0, waiting))}</dd>
      </div>
      <div className={promises.lost > 0 ? "bad" : promises.checked ? "good" : ""}>
        <dt>Lost for good</dt>
        <dd>{told(promises.lost)}</dd>
      </div>
    </dl>
  );
}

/** Which single fault would take promised records away at this moment. */
function Risks(props: { readonly partitions: readonly GuaranteeView[] }): ReactNode {
  const risks = props.partitions.flatMap((one) =>
    one.risks.map((risk) => ({ risk, name: `${one.topic}-${one.partition}` })),
  );
  return (
    <section>
      <h3>At risk now</h3>
      {risks.length === 0 ? (
        <p className="hint">
          No single broker’s death, and no single disk, would take an acknowledged record
          away at this moment.
        </p>
      ) : (
        <ul className="risks">
          {risks.map(({ risk, name }) => (
            <li key={`${name}/${risk.broker}/${risk.fault}`}>
              {riskWords(risk, name)} <span className="hint">{riskReason(risk)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Records on no, one, two … running brokers, as cells of one row. */
function Home(props: {
  readonly one: GuaranteeView;
  readonly copies: readonly number[];
}): ReactNode {
  const { one, copies } = props;
  const focus = useFocus();
  const { topic, partition } = one;
  return (
    <tr>
      <th scope="row">
        <button
          type="button"
          onClick={() => focus({ kind: "partition", topic, partition })}
        >
          {topic}-{partition}
        </button>
      </th>
      <td>{grouped(one.acked)}</td>
      {copies.map((n) => (
        <td key={n} data-few={n < 2 && (one.spread[n] ?? 0) > 0}>
          {grouped(one.spread[n] ?? 0)}
        </td>
      ))}
      <td data-lost={one.lost > 0}>{grouped(one.lost)}</td>
    </tr>
  );
}

function Homes(props: { readonly partitions: readonly GuaranteeView[] }): ReactNode {
  const { partitions } = props;
  const most = Math.max(1, ...partitions.map(({ spread }) => spread.length - 1));
  const copies = Array.from({ length: most + 1 }, (_, n) => n);
  return (
    <section>
      <h3>Where acknowledged records live</h3>
      <table className="homes">
        <thead>
          <tr>
            <th scope="col">partition</th>
            <th scope="col">acked</th>
            {copies.map((n) => (
              <th key={n} scope="col">
                {n === 0 ? "none running" : `on ${n}`}
              </th>
            ))}
            <th scope="col">lost</th>
          </tr>
        </thead>
        <tbody>
          {partitions.map((one) => (
            <Home key={`${one.topic}-${one.partition}`} one={one} copies={copies} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** One finding: its verdict, what it says, why Kafka allows it, and what led to it. */
function Finding(props: {
  readonly finding: FindingView;
  readonly happenings: readonly Happening[];
}): ReactNode {
  const { finding, happenings } = props;
  const told = happenings.findLast(
    (one) => one.kind === "finding" && one.text === finding.text,
  );
  return (
    <li data-verdict={finding.verdict}>
      <details>
        <summary>
          <b>{verdictWords[finding.verdict]}</b> {finding.text}
        </summary>
        <p>
          {whyAllowed(finding)}
          {finding.reference === "" ? null : <i> {finding.reference}</i>}{" "}
          <span className="hint">Invariant {finding.invariant}.</span>
        </p>
        {told === undefined ? null : (
          <>
            <p>
              It became unavoidable at <time>{clockText(told.atUs)}</time>:
            </p>
            <Chain chain={chainOf(happenings, told)} />
          </>
        )}
      </details>
    </li>
  );
}

function Findings(props: { readonly findings: readonly FindingView[] }): ReactNode {
  const happenings = useChronicle((told) => told.happenings);
  const acked = useCalm((frame) => frame?.promises.acked ?? 0);
  const { findings } = props;
  return (
    <section>
      <h3>What the oracle found</h3>
      {findings.length === 0 ? (
        <p className="hint">
          Nothing. It looks at every event, and {counted(acked, "promise")}{" "}
          {acked === 1 ? "holds" : "hold"}.
        </p>
      ) : (
        <ol className="findings">
          {findings
            .slice(-40)
            .toReversed()
            .map((finding) => (
              <Finding key={finding.id} finding={finding} happenings={happenings} />
            ))}
        </ol>
      )}
    </section>
  );
}

/** What is promised, where it lives, what would take it away, and what did. */
export function Guarantees(): ReactNode {
  const guarantees = useCalm((frame) => frame?.guarantees ?? null);
  return (
    <div className="ledger" data-testid="guarantees">
      <div>
        <Ledger />
        {guarantees === null ? null : <Homes partitions={guarantees.partitions} />}
      </div>
      {guarantees === null ? (
        <p className="hint">The oracle is being asked.</p>
      ) : (
        <div>
          <Risks partitions={guarantees.partitions} />
          <Findings findings={guarantees.findings} />
        </div>
      )}
    </div>
  );
}

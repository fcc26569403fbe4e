import type { ReactNode } from "react";
import type { LinkView } from "../../contract/frame.ts";
import type { BenchTarget } from "../../store/view.ts";
import { usePage, useView } from "../page-context.ts";
import { type NamedEnd, waySigns, wayState } from "./fault-targets.ts";

function isTarget(target: BenchTarget | null, from: NamedEnd, to: NamedEnd): boolean {
  if (target === null) return false;
  if (target.kind === "node") return from === to && target.node === from.end;
  return target.kind === "link" && target.a === from.end && target.b === to.end;
}

function Way(props: {
  readonly from: NamedEnd;
  readonly to: NamedEnd;
  readonly links: readonly LinkView[];
}): ReactNode {
  const { view } = usePage();
  const target = useView((state) => state.bench);
  const { from, to, links } = props;
  const state = wayState(links, from.end, to.end);
  const choose = (): void =>
    view.setState({ bench: { kind: "link", a: from.end, b: to.end } });
  return (
    <button
      type="button"
      data-way={state}
      aria-pressed={isTarget(target, from, to)}
      aria-label={`Link from ${from.name} to ${to.name}: ${state}`}
      onClick={choose}
    >
      {waySigns[state]}
    </button>
  );
}

function Itself(props: { readonly of: NamedEnd; readonly status: string }): ReactNode {
  const { view } = usePage();
  const target = useView((state) => state.bench);
  const { of, status } = props;
  const { end } = of;
  if (typeof end === "string") return null;
  return (
    <button
      type="button"
      data-way={status === "running" ? "self" : "cut"}
      aria-pressed={isTarget(target, of, of)}
      aria-label={`${of.name} itself: ${status}`}
      onClick={() => view.setState({ bench: { kind: "node", node: end } })}
    >
      {status === "running" ? "●" : "○"}
    </button>
  );
}

/** Who sends at the left, who gets it above; the diagonal is the node itself. */
export function LinkMatrix(props: {
  readonly ends: readonly NamedEnd[];
  readonly links: readonly LinkView[];
  readonly statusOf: (end: NamedEnd) => string;
}): ReactNode {
  const { ends, links } = props;
  const nodes = ends.filter(({ end }) => typeof end === "number");
  const mayTalk = (from: NamedEnd, to: NamedEnd): boolean =>
    typeof from.end === "number" || typeof to.end === "number";
  return (
    <table className="link-matrix">
      <caption className="sr-only">
        Links: a row for each sender, a column for each receiver
      </caption>
      <thead>
        <tr>
          <th scope="col">from ↓ to →</th>
          {nodes.map((to) => (
            <th key={to.end} scope="col" title={to.name}>
              {to.short}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {ends.map((from) => (
          <tr key={from.end}>
            <th scope="row" title={from.name}>
              {from.short}
            </th>
            {nodes.map((to) => (
              <td key={to.end}>
                {from === to ? (
                  <Itself of={from} status={props.statusOf(from)} />
                ) : mayTalk(from, to) ? (
                  <Way from={from} to={to} links={links} />
                ) : null}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

import { memo, type ReactNode } from "react";
import type { Happening } from "../../contract/happening.ts";
import { clockText } from "../../scene/figures.ts";
import { chainOf } from "../../store/chronicle.ts";
import { usePage, useView } from "../page-context.ts";

/** One step of a chain: when, what, and which config decided it. */
function ChainStep(props: { readonly happening: Happening }): ReactNode {
  const { happening } = props;
  const about = happening.partition === "" ? "" : `${happening.partition}: `;
  return (
    <li data-weight={happening.weight} data-kind={happening.kind}>
      <small>
        <time>{clockText(happening.atUs)}</time> {happening.config}
      </small>
      {about}
      {happening.text}
    </li>
  );
}

/** A whole chain of causes, from the first to what it led to. */
export function Chain(props: { readonly chain: readonly Happening[] }): ReactNode {
  return (
    <ol className="chain">
      {props.chain.map((one) => (
        <ChainStep key={one.id} happening={one} />
      ))}
    </ol>
  );
}

function breadcrumb(chain: readonly Happening[]): string {
  return chain
    .slice(0, -1)
    .map((one) => one.text)
    .join(" → ");
}

/** One happening; pressed, it unfolds its chain of causes. */
export const HappeningRow = memo(function HappeningRow(props: {
  readonly happening: Happening;
  /** How many alike this row stands for. */
  readonly count: number;
  readonly all: readonly Happening[];
}): ReactNode {
  const { happening, count } = props;
  const { view } = usePage();
  const open = useView((state) => state.unfolded === happening.id);
  const chain = chainOf(props.all, happening);
  const crumbs = breadcrumb(chain);
  return (
    <li className="happening" data-weight={happening.weight} data-kind={happening.kind}>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => view.setState({ unfolded: open ? 0 : happening.id })}
      >
        <time>{clockText(happening.atUs)}</time>
        <span className="what">
          {happening.partition === "" ? null : <b>{happening.partition} </b>}
          {happening.text}
          {count > 1 ? <i> and {count - 1} like it before</i> : null}
          {crumbs === "" || open ? null : <small>because {crumbs}</small>}
        </span>
      </button>
      {open ? <Chain chain={chain} /> : null}
    </li>
  );
}, sameRow);

/** A happening never changes; what led to it was told before. */
function sameRow(
  before: { readonly happening: Happening; readonly count: number },
  after: { readonly happening: Happening; readonly count: number },
): boolean {
  return before.happening === after.happening && before.count === after.count;
}

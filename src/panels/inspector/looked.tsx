import { X } from "lucide-react";
import { lazy, type ReactNode, type RefObject, useEffect, useRef } from "react";
import type { Focus } from "../../contract/command.ts";
import type { Detail, DetailSection } from "../../contract/detail.ts";
import type { Happening } from "../../contract/happening.ts";
import { happeningById } from "../../store/chronicle.ts";
import { Twin } from "../forms/twin.tsx";
import { Chain } from "../happenings/happening-row.tsx";
import { useChronicle, useFocus, usePage, useView } from "../page-context.ts";
import { PartBoundary } from "../part-boundary.tsx";
import { InspectorActions } from "./inspector-actions.tsx";

const LazyConfigs = lazy(async () => ({
  default: (await import("../configs/config-list.tsx")).ConfigList,
}));
const LazyBytes = lazy(async () => ({
  default: (await import("../bytes/bytes.tsx")).Bytes,
}));
const LazyBatches = lazy(async () => ({
  default: (await import("../producers/batches.tsx")).Batches,
}));
const LazyBodies = lazy(async () => ({
  default: (await import("./bodies.tsx")).Bodies,
}));

function Section(props: { readonly section: DetailSection }): ReactNode {
  const { section } = props;
  return (
    <section>
      <h3>{section.title}</h3>
      <dl className="fields-list">
        {section.fields.map((field) => (
          <div key={field.name}>
            <dt>{field.name}</dt>
            <dd>{field.value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Why(props: { readonly ids: readonly number[] }): ReactNode {
  const happenings = useChronicle((told) => told.happenings);
  const chain = props.ids
    .map((id) => happeningById(happenings, id))
    .filter((one): one is Happening => one !== null);
  if (chain.length === 0) return null;
  return (
    <section>
      <h3>Why it is so</h3>
      <Chain chain={chain} />
    </section>
  );
}

/** The same thing has the same key, in whatever order its fields were written. */
function focusKey(focus: Focus | null): string {
  const fields = Object.entries(focus ?? {});
  return JSON.stringify(fields.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** Takes the keyboard when it was sent here and what it was sent for has come. */
function useArrival(detail: Detail): RefObject<HTMLHeadingElement | null> {
  const { view } = usePage();
  const title = useRef<HTMLHeadingElement>(null);
  const sent = useView((state) => state.toInspector);
  const wanted = useView((state) => focusKey(state.focus));
  const here = focusKey(detail.focus);
  useEffect(() => {
    if (!sent || wanted !== here) return;
    view.setState({ toInspector: false });
    title.current?.focus();
  }, [view, sent, wanted, here]);
  return title;
}

/** The selected thing up close. It is loaded when something is first selected. */
export function Looked(props: { readonly detail: Detail }): ReactNode {
  const { detail } = props;
  const focus = useFocus();
  // A producer's configuration is long; its batches stand before it.
  const last = detail.batches === undefined ? detail.sections.length : -1;
  const told = detail.sections.slice(0, last);
  const behind = detail.sections.slice(last);
  const title = useArrival(detail);
  return (
    <>
      <div className="inspector-head">
        <h2 id="inspector-title" tabIndex={-1} ref={title}>
          {detail.title}
        </h2>
        {detail.badge === "" ? null : (
          <span className="badge" data-badge={detail.badge}>
            {detail.badge}
          </span>
        )}
        <button
          type="button"
          className="icon"
          aria-label="Close the inspector"
          onClick={() => focus(null)}
        >
          <X size={15} aria-hidden />
        </button>
      </div>
      <InspectorActions focus={detail.focus} />
      {told.map((section) => (
        <Section key={section.title} section={section} />
      ))}
      {detail.batches === undefined ? null : (
        <PartBoundary name="The batches">
          <LazyBatches batches={detail.batches} />
        </PartBoundary>
      )}
      {behind.map((section) => (
        <Section key={section.title} section={section} />
      ))}
      {detail.configs === undefined || detail.focus.kind !== "configs" ? null : (
        <PartBoundary name="The configs">
          <LazyConfigs
            key={JSON.stringify(detail.focus.scope)}
            scope={detail.focus.scope}
            configs={detail.configs}
          />
        </PartBoundary>
      )}
      {detail.bodies === undefined ? null : (
        <PartBoundary name="The decoded fields">
          <LazyBodies bodies={detail.bodies} />
        </PartBoundary>
      )}
      {detail.bytes === undefined || detail.bytes.length === 0 ? null : (
        <PartBoundary name="The bytes">
          <LazyBytes parts={detail.bytes} />
        </PartBoundary>
      )}
      <Why ids={detail.why} />
      <Twin line={detail.shell} />
    </>
  );
}

import { ChevronDown, ChevronsDown, ChevronsUp, ChevronUp } from "lucide-react";
import type { ComponentType, KeyboardEvent, ReactNode } from "react";
import { usePage, useView } from "../panels/page-context.ts";
import { PartBoundary } from "../panels/part-boundary.tsx";
import type { PanelTab } from "../store/view.ts";

/** One panel that shares a place with others. */
export interface TabSpec {
  readonly name: PanelTab;
  readonly label: string;
  readonly panel: ComponentType;
}

function Fold(props: { readonly folded: boolean }): ReactNode {
  const { view } = usePage();
  const { folded } = props;
  return (
    <button
      type="button"
      className="icon fold"
      aria-expanded={!folded}
      aria-controls="tab-panel"
      aria-label="Panels under the stage"
      onClick={() => view.setState({ folded: !folded })}
    >
      {folded ? (
        <ChevronUp size={18} aria-hidden />
      ) : (
        <ChevronDown size={18} aria-hidden />
      )}
    </button>
  );
}

/** More room for the panels, or for the stage. */
function Taller(): ReactNode {
  const { view } = usePage();
  const tall = useView((state) => state.tall);
  return (
    <button
      type="button"
      className="icon fold"
      aria-pressed={tall}
      aria-label="More room for this panel"
      title="More room for this panel"
      onClick={() => view.setState({ tall: !tall })}
    >
      {tall ? (
        <ChevronsDown size={16} aria-hidden />
      ) : (
        <ChevronsUp size={16} aria-hidden />
      )}
    </button>
  );
}

/** Tabs as the ARIA practices have them: one stop, arrows between. */
export function Tabs(props: {
  readonly tabs: readonly TabSpec[];
  /** They can be put away. */
  readonly folds: boolean;
}): ReactNode {
  const { view } = usePage();
  const chosen = useView((state) => state.tab);
  const folded = useView((state) => state.folded) && props.folds;
  const { tabs } = props;
  const open = tabs.find((tab) => tab.name === chosen) ?? tabs[0];
  if (open === undefined) return null;
  const move = (event: KeyboardEvent): void => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const next = tabs[(tabs.indexOf(open) + by + tabs.length) % tabs.length];
    if (next === undefined) return;
    view.setState({ tab: next.name, folded: false });
    document.getElementById(`tab-${next.name}`)?.focus();
  };
  const Panel = open.panel;
  const select = (name: PanelTab): void => view.setState({ tab: name, folded: false });
  return (
    <>
      <div className="tab-bar">
        <div
          className="tabs"
          role="tablist"
          aria-label="Panels"
          tabIndex={-1}
          onKeyDown={move}
        >
          {tabs.map((tab) => (
            <button
              key={tab.name}
              type="button"
              role="tab"
              id={`tab-${tab.name}`}
              aria-selected={tab === open}
              aria-controls="tab-panel"
              tabIndex={tab === open ? 0 : -1}
              onClick={() => select(tab.name)}
            >
              {tab.label}
            </button>
          ))}
        </div>
        {props.folds ? <Fold folded={folded} /> : <Taller />}
      </div>
      <div
        className="tab-panel"
        role="tabpanel"
        id="tab-panel"
        aria-labelledby={`tab-${open.name}`}
        hidden={folded}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling panel must take the focus.
        tabIndex={0}
      >
        {folded ? null : (
          <PartBoundary key={open.name} name={open.label}>
            <Panel />
          </PartBoundary>
        )}
      </div>
    </>
  );
}

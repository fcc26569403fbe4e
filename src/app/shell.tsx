import { type ReactNode, useEffect } from "react";
import { Clients } from "../panels/clients/clients.tsx";
import { FaultList } from "../panels/faults/fault-list.tsx";
import { Happenings } from "../panels/happenings/happenings.tsx";
import { Inspector } from "../panels/inspector/inspector.tsx";
import { NarrationBar } from "../panels/narration/narration-bar.tsx";
import { usePage, useRun, useView } from "../panels/page-context.ts";
import { PartBoundary } from "../panels/part-boundary.tsx";
import { PromisesBar } from "../panels/promises/promises-bar.tsx";
import { Stage } from "../panels/stage/stage.tsx";
import { Transport } from "../panels/transport/transport.tsx";
import { useMedia } from "../panels/use-media.ts";
import { FailureBanner } from "./failure-banner.tsx";
import {
  LazyExperiments,
  LazyFaultBench,
  LazyForms,
  LazyGroups,
  LazyGuarantees,
  LazyProducers,
  LazyRebalances,
  LazyRequests,
  LazyShellLog,
  LazyTimeline,
} from "./lazy-panels.ts";
import { ScenarioChoice } from "./scenario-choice.tsx";
import { SettingsMenu } from "./settings-menu.tsx";
import { type TabSpec, Tabs } from "./tabs.tsx";

/** Wide enough for panels at both sides. */
const wideQuery = "(min-width: 1100px)";
/** Too narrow for the choice of scenario in the header: it stands in the settings. */
const phoneQuery = "(max-width: 640px)";

const underTabs: readonly TabSpec[] = [
  { name: "happenings", label: "Happenings", panel: Happenings },
  { name: "timeline", label: "Timeline", panel: LazyTimeline },
  { name: "groups", label: "Groups", panel: LazyGroups },
  { name: "rebalances", label: "Rebalances", panel: LazyRebalances },
  { name: "producers", label: "Producers", panel: LazyProducers },
  { name: "requests", label: "Requests", panel: LazyRequests },
  { name: "promises", label: "Guarantees", panel: LazyGuarantees },
  { name: "faults", label: "Faults", panel: LazyFaultBench },
  { name: "experiments", label: "Experiments", panel: LazyExperiments },
  { name: "shell", label: "Shell", panel: LazyShellLog },
];

function Left(): ReactNode {
  return (
    <>
      <Clients />
      <FaultList />
    </>
  );
}

const narrowTabs: readonly TabSpec[] = [
  ...underTabs.slice(0, 1),
  { name: "clients", label: "Clients", panel: Left },
  { name: "inspector", label: "Inspector", panel: Inspector },
  ...underTabs.slice(1),
];

/** What a button was refused, in the engine's words. */
function RefusalBanner(): ReactNode {
  const { view } = usePage();
  const refusal = useView((state) => state.refusal);
  if (refusal === null) return null;
  return (
    <div className="refusal" role="alert">
      <p>{refusal.reason}</p>
      {refusal.sent === null ? null : (
        <button
          type="button"
          onClick={() =>
            view.setState({
              form: refusal.sent?.form ?? null,
              resumed: true,
              refusal: null,
            })
          }
        >
          Change and try again
        </button>
      )}
      <button type="button" onClick={() => view.setState({ refusal: null })}>
        Close
      </button>
    </div>
  );
}

/** Where there is no room for the inspector, selecting brings its tab to the front. */
function useFollowFocus(wide: boolean): void {
  const { view } = usePage();
  const focus = useView((state) => state.focus);
  const sent = useView((state) => state.toInspector);
  useEffect(() => {
    // A rebalance is opened where it is listed.
    const tab = focus?.kind === "rebalance" ? "rebalances" : "inspector";
    if (!wide && (focus !== null || sent)) view.setState({ tab, folded: false });
  }, [view, wide, focus, sent]);
}

/** The whole page. */
export function Shell(): ReactNode {
  const wide = useMedia(wideQuery);
  const phone = useMedia(phoneQuery);
  const failed = useRun((run) => run.status === "failed");
  const folded = useView((view) => view.folded) && !wide;
  const formOpen = useView((view) => view.form !== null);
  const tall = useView((view) => view.tall) && wide;
  useFollowFocus(wide);
  return (
    <div
      className={wide ? "page wide" : "page"}
      data-failed={failed}
      data-folded={folded}
      data-tall={tall}
    >
      <header>
        <h1>Highwater</h1>
        {phone ? null : <ScenarioChoice />}
        <PromisesBar />
        <Transport />
        <SettingsMenu phone={phone} />
      </header>
      {wide ? (
        <aside className="left" aria-label="Clients and faults">
          <Left />
        </aside>
      ) : null}
      <main>
        <FailureBanner />
        <RefusalBanner />
        <Stage />
        <NarrationBar />
      </main>
      <section className="under" aria-label="What happened">
        <Tabs tabs={wide ? underTabs : narrowTabs} folds={!wide} />
      </section>
      {wide ? (
        <aside className="right" aria-label="Inspector">
          <Inspector />
        </aside>
      ) : null}
      {formOpen ? (
        <PartBoundary name="The form">
          <LazyForms />
        </PartBoundary>
      ) : null}
    </div>
  );
}

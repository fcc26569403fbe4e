import { ChevronsRight } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { metBy } from "../../scene/met-by.ts";
import { narrate, tellToo } from "../../scene/narrate.ts";
import type { Narration, Suggestion } from "../../scene/stories/story.ts";
import { useCalm, useChronicle, usePage, useRun } from "../page-context.ts";
import "./narration.css";

/** Milliseconds that a story must last before it is read aloud. */
const quietMs = 900;
/** Milliseconds between two stories read aloud, however fast virtual time goes; what came between is not told. */
const betweenMs = 2_500;

/** Stories of groups come with the first of them. */
function useGroupStories(): void {
  const needed = useCalm((frame) => (frame?.groups.length ?? 0) > 0);
  useEffect(() => {
    if (!needed) return;
    // Without them the rest is told all the same.
    void import("../../scene/stories/group-stories.ts").then(
      ({ groupStory }) => tellToo(groupStory),
      () => undefined,
    );
  }, [needed]);
}

/** The story of the moment; its words stay as they were when it began. */
function useNarration(): Narration | null {
  const frame = useCalm((one) => one);
  const happenings = useChronicle((told) => told.happenings);
  const log = useRun((run) => run.commands);
  const { plan, cluster } = useRun((run) => run.scenario);
  const [kept, keep] = useState<Narration | null>(null);
  useGroupStories();
  if (frame === null) return null;
  const commands = metBy(plan, log, frame.atUs);
  const next = narrate({ frame, happenings, commands, config: cluster.config });
  if (kept?.key === next.key) return kept;
  keep(next);
  return next;
}

/** Reads a story aloud once it has lasted. */
function Aloud(props: { readonly text: string }): ReactNode {
  const [said, say] = useState("");
  const saidMs = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    const wait = Math.max(quietMs, saidMs.current + betweenMs - performance.now());
    const timer = setTimeout(() => {
      saidMs.current = performance.now();
      say(props.text);
    }, wait);
    return () => clearTimeout(timer);
  }, [props.text]);
  return <output className="sr-only">{said}</output>;
}

function Next(props: { readonly next: Suggestion }): ReactNode {
  const { commands, drive } = usePage();
  const skipping = useRun((run) => run.skipping);
  const off = useRun((run) => run.status !== "open");
  const { next } = props;
  const act = (): void => {
    if (next.kind === "skip") drive.skipToStory();
    else void commands.perform(...next.commands);
  };
  return (
    <button type="button" className="try" onClick={act} disabled={skipping || off}>
      {next.kind === "skip" ? <ChevronsRight size={15} aria-hidden /> : null}
      {skipping ? "Skipping…" : next.label}
    </button>
  );
}

/** One sentence about what is going on, one about what it means, and the next thing to try. */
export function NarrationBar(): ReactNode {
  const narration = useNarration();
  if (narration === null)
    return <section className="narration" aria-label="What is going on" />;
  return (
    <section
      className="narration"
      data-tone={narration.tone}
      aria-label="What is going on"
      data-testid="narration"
    >
      <p>
        <b>{narration.headline}</b> <span>{narration.rest}</span>
      </p>
      {narration.next === null ? null : (
        <div className="next">
          <span aria-hidden>Try</span>
          <Next next={narration.next} />
        </div>
      )}
      <Aloud text={`${narration.headline} ${narration.rest}`} />
    </section>
  );
}

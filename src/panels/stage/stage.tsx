import { lazy, type PointerEvent, type ReactNode, Suspense, useRef } from "react";
import { hitText } from "../../scene/hit.ts";
import { usePage, useView } from "../page-context.ts";
import { FilterBar } from "../search/filter-bar.tsx";
import { BrokerHeads } from "./broker-heads.tsx";
import { ReplicaGrid } from "./replica-grid.tsx";
import { SquareCursor } from "./square-cursor.tsx";
import { SquareLegend } from "./square-legend.tsx";
import { StageTools } from "./stage-tools.tsx";
import { TopicHeads } from "./topic-heads.tsx";
import { useArrangement } from "./use-arrangement.ts";
import { useCamera } from "./use-camera.ts";
import { usePicture } from "./use-picture.ts";
import { useRows } from "./use-rows.ts";
import { useSize } from "./use-size.ts";
import "./stage.css";

/** Shows one line beside the pointer; written straight to the element, for it follows every move. */
function useTip(): {
  readonly tip: React.RefObject<HTMLDivElement | null>;
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerLeave: () => void;
} {
  const { picture, frames } = usePage();
  const tip = useRef<HTMLDivElement>(null);
  const hide = (): void => {
    picture.hover(null);
    if (tip.current !== null) tip.current.hidden = true;
  };
  return {
    tip,
    onPointerLeave: hide,
    onPointerMove(event) {
      const element = event.currentTarget;
      const inside = element.getBoundingClientRect();
      const [x, y] = [event.clientX - inside.left, event.clientY - inside.top];
      const hit = picture.hover({ x: x + element.scrollLeft, y: y + element.scrollTop });
      const frame = frames.every.getState().current;
      const text = hit === null || frame === null ? "" : hitText(frame, hit);
      if (tip.current === null) return;
      tip.current.hidden = text === "" || event.pointerType === "touch";
      tip.current.textContent = text;
      const flip = event.clientX > window.innerWidth - 300;
      tip.current.style.left = `${flip ? event.clientX - 290 : event.clientX + 14}px`;
      tip.current.style.top = `${event.clientY + 16}px`;
    },
  };
}

const LazySearch = lazy(async () => ({
  default: (await import("../search/search.tsx")).Search,
}));
const LazyMemberHeads = lazy(async () => ({
  default: (await import("./member-heads.tsx")).MemberHeads,
}));
const LazyOutline = lazy(async () => ({
  default: (await import("../outline/outline.tsx")).Outline,
}));

/** Canvas for what moves, HTML for what stands. */
function StagePicture(): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = useSize(scroller);
  const at = useArrangement(size);
  usePicture(canvas, scroller, at, size);
  useCamera(scroller, at);
  const range = useRows(scroller, at);
  const { tip, onPointerMove, onPointerLeave } = useTip();
  return (
    <div className="stage-picture">
      {at === null ? null : <BrokerHeads at={at} scroller={scroller} />}
      <div
        ref={scroller}
        className="scroller"
        onPointerMove={onPointerMove}
        onPointerLeave={onPointerLeave}
      >
        <div
          className="content"
          style={at === null ? {} : { width: at.width, height: at.height }}
        >
          <canvas
            ref={canvas}
            aria-hidden="true"
            style={{ width: size.width, height: size.height, marginBottom: -size.height }}
          />
          {at === null ? null : <TopicHeads at={at} />}
          {at?.layout === "columns" ? (
            <Suspense fallback={null}>
              <LazyMemberHeads at={at} />
            </Suspense>
          ) : null}
          {at === null ? null : at.squares === null ? (
            <ReplicaGrid at={at} range={range} />
          ) : (
            <SquareCursor squares={at.squares} area={scroller} />
          )}
        </div>
      </div>
      {at?.squares == null ? null : <SquareLegend />}
      <div ref={tip} className="tip" hidden />
    </div>
  );
}

/** The stage: as a picture, as text, or as both; what is left out of it is said above. */
export function Stage(): ReactNode {
  const { view } = usePage();
  const stageAs = useView((state) => state.stageAs);
  const finding = useView((state) => state.finding);
  return (
    <section className="stage" aria-label="The cluster">
      {stageAs === "picture" ? (
        <button
          type="button"
          className="to-text"
          onClick={() => view.setState({ stageAs: "both" })}
        >
          Read the cluster as text
        </button>
      ) : null}
      <FilterBar />
      <div className="stage-views">
        {stageAs === "text" ? null : <StagePicture />}
        {stageAs === "picture" ? null : (
          <Suspense fallback={null}>
            <LazyOutline />
          </Suspense>
        )}
      </div>
      {finding ? (
        <Suspense fallback={null}>
          <LazySearch />
        </Suspense>
      ) : null}
      <StageTools />
    </section>
  );
}

import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import { type Arrangement, rowAt } from "../../scene/arrange/arrangement.ts";
import { anchorAt, nextZoom, pointOf } from "../../scene/arrange/camera.ts";
import type { Point } from "../../scene/arrange/route.ts";
import { rowOfReplica } from "../../scene/hit.ts";
import { rowOf } from "../../scene/row-view.ts";
import { usePage, useView } from "../page-context.ts";

/** Pixels of a wheel that bring the camera twice as near. */
const wheelPixels = 300;
/** Movement that makes a press a drag. */
const dragFrom = 4;

/** Keeps what is under the pointer, selected or in the middle where it is while the camera moves. */
function useAnchor(
  scroller: RefObject<HTMLElement | null>,
  at: Arrangement | null,
): RefObject<Point | null> {
  const { frames, view } = usePage();
  const pointer = useRef<Point | null>(null);
  const before = useRef<Arrangement | null>(null);
  const scrolled = useRef<Point>({ x: 0, y: 0 });
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const note = (): void => {
      element.style.setProperty("--scrolled", `${element.scrollLeft}px`);
      element.dataset["scrolled"] = String(element.scrollLeft > 0);
      scrolled.current = { x: element.scrollLeft, y: element.scrollTop };
    };
    element.addEventListener("scroll", note, { passive: true });
    return () => element.removeEventListener("scroll", note);
  }, [scroller]);
  useLayoutEffect(() => {
    const [element, from] = [scroller.current, before.current];
    const frame = frames.every.getState().current;
    before.current = at;
    if (element === null || at === null || from === null || frame === null) return;
    if (from.zoom === at.zoom) return;
    const middle = { x: element.clientWidth / 2, y: element.clientHeight / 2 };
    const held = pointer.current ?? middle;
    pointer.current = null;
    const there = { x: held.x + scrolled.current.x, y: held.y + scrolled.current.y };
    const { focus } = view.getState();
    const found = anchorAt(from, there, (replica) => rowOfReplica(frame, replica));
    if (found === null) return;
    const selected =
      held === middle && focus !== null && "partition" in focus
        ? rowOf(frame, focus.topic, focus.partition)
        : -1;
    const anchor =
      selected < 0
        ? found
        : {
            ...found,
            row: selected,
            rowShare: 0.5,
            ...(focus !== null && "broker" in focus
              ? { broker: focus.broker, columnShare: 0.5 }
              : {}),
          };
    const next = pointOf(at, anchor);
    if (next === null) return;
    element.scrollTo({ left: next.x - held.x, top: next.y - held.y });
  }, [at, scroller, frames, view]);
  return pointer;
}

function touchSpan(event: TouchEvent): { middle: Point; span: number } | null {
  const [a, b] = [event.touches[0], event.touches[1]];
  if (a === undefined || b === undefined) return null;
  return {
    middle: { x: (a.clientX + b.clientX) / 2, y: (a.clientY + b.clientY) / 2 },
    span: Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY),
  };
}

/** Wheel with Ctrl and pinches move the camera; a wheel alone does where there is nothing to scroll. */
function listen(
  element: HTMLElement,
  zoomBy: (factor: number, at: Point) => void,
): () => void {
  const inside = (point: Point): Point => {
    const { left, top } = element.getBoundingClientRect();
    return { x: point.x - left, y: point.y - top };
  };
  const wheel = (event: WheelEvent): void => {
    const scrolls = element.scrollHeight > element.clientHeight + 1;
    if (!event.ctrlKey && !event.metaKey && scrolls) return;
    event.preventDefault();
    const strength = event.ctrlKey ? 3 : 1;
    const factor = 2 ** ((-event.deltaY * strength) / wheelPixels);
    zoomBy(factor, inside({ x: event.clientX, y: event.clientY }));
  };
  let pinch = 0;
  const touch = (event: TouchEvent): void => {
    const now = touchSpan(event);
    if (now === null) {
      pinch = 0;
      return;
    }
    event.preventDefault();
    if (pinch > 0 && Math.abs(now.span / pinch - 1) > 0.04) {
      zoomBy(now.span / pinch, inside(now.middle));
      pinch = now.span;
    } else if (pinch === 0) pinch = now.span;
  };
  element.addEventListener("wheel", wheel, { passive: false });
  element.addEventListener("touchmove", touch, { passive: false });
  element.addEventListener("touchend", touch, { passive: false });
  return () => {
    element.removeEventListener("wheel", wheel);
    element.removeEventListener("touchmove", touch);
    element.removeEventListener("touchend", touch);
  };
}

/** Drags the picture where nothing that can be pressed lies under the pointer. */
function listenForDrag(element: HTMLElement): () => void {
  let from: (Point & { readonly left: number; readonly top: number }) | null = null;
  const down = (event: PointerEvent): void => {
    const { target } = event;
    const free = !(target instanceof Element && target.closest("button") !== null);
    if (event.pointerType !== "mouse" || (event.button !== 1 && !free)) return;
    if (event.button > 1) return;
    const { scrollLeft: left, scrollTop: top } = element;
    from = { x: event.clientX, y: event.clientY, left, top };
  };
  const move = (event: PointerEvent): void => {
    if (from === null) return;
    const [dx, dy] = [event.clientX - from.x, event.clientY - from.y];
    if (Math.abs(dx) + Math.abs(dy) < dragFrom) return;
    element.scrollTo({ left: from.left - dx, top: from.top - dy });
  };
  const up = (): void => {
    from = null;
  };
  element.addEventListener("pointerdown", down);
  window.addEventListener("pointermove", move);
  window.addEventListener("pointerup", up);
  return () => {
    element.removeEventListener("pointerdown", down);
    window.removeEventListener("pointermove", move);
    window.removeEventListener("pointerup", up);
  };
}

/** Brings what was searched for into sight, nearer if it is only a square. */
function useSeeking(
  scroller: RefObject<HTMLElement | null>,
  at: Arrangement | null,
): void {
  const { view } = usePage();
  const sought = useView((state) => state.sought);
  useEffect(() => {
    const element = scroller.current;
    if (element === null || at === null || sought === null) return;
    if (at.squares !== null && sought.row >= 0) {
      view.setState({ zoom: at.range.squares * 3 });
      return;
    }
    const row = rowAt(at, sought.row);
    const column =
      at.columns.find((one) => one.broker === sought.broker) ??
      at.columns.find((one) => one.broker === row?.boxes[0]?.broker);
    const { scrollTop, scrollLeft, clientHeight, clientWidth } = element;
    const inSight =
      row !== undefined && row.top >= scrollTop && row.bottom <= scrollTop + clientHeight;
    element.scrollTo({
      top:
        row === undefined || inSight
          ? scrollTop
          : (row.top + row.bottom - clientHeight) / 2,
      left: column === undefined ? scrollLeft : column.x + column.w / 2 - clientWidth / 2,
    });
    view.setState({ sought: null });
  }, [scroller, at, sought, view]);
}

/** One camera for the whole way from thousands of squares to one record. */
export function useCamera(
  scroller: RefObject<HTMLElement | null>,
  at: Arrangement | null,
): void {
  const { picture, view } = usePage();
  const pointer = useAnchor(scroller, at);
  useEffect(() => {
    if (at === null) return;
    const nearest = nextZoom(at, 2) === at.zoom;
    const furthest = nextZoom(at, 0.5) === at.zoom;
    const camera = nearest ? "nearest" : furthest ? "furthest" : "between";
    if (view.getState().camera !== camera) view.setState({ camera });
  }, [at, view]);
  useSeeking(scroller, at);
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const stopZoom = listen(element, (factor, point) => {
      const now = picture.arrangement();
      if (now === null) return;
      pointer.current = point;
      view.setState({ zoom: nextZoom(now, factor) });
    });
    const stopDrag = listenForDrag(element);
    return () => {
      stopZoom();
      stopDrag();
    };
  }, [scroller, picture, view, pointer]);
}

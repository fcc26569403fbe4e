import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useState,
} from "react";
import type { Focus } from "../../contract/command.ts";
import type { ViewFrame } from "../../contract/frame.ts";
import type { Squares } from "../../scene/arrange/arrangement.ts";
import { replicaWords, rowOfReplica } from "../../scene/hit.ts";
import { rowLabel } from "../../scene/row-view.ts";
import { useCalm, useFocus, usePage } from "../page-context.ts";

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The nearest square in a direction; the same where there is none. */
function nextSquare(
  { spots }: Squares,
  from: number,
  [dx, dy]: readonly [number, number],
): number {
  const [x0, y0] = [spots[2 * from] ?? 0, spots[2 * from + 1] ?? 0];
  let best = from;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; 2 * i < spots.length; i++) {
    const [x, y] = [(spots[2 * i] ?? Number.NaN) - x0, (spots[2 * i + 1] ?? 0) - y0];
    const along = x * dx + y * dy;
    if (!(along > 0.5)) continue;
    const aside = Math.abs(x * dy) + Math.abs(y * dx);
    const away = along + 4 * aside;
    if (away >= least) continue;
    least = away;
    best = i;
  }
  return best;
}

function sentence(frame: ViewFrame | null, replica: number): string {
  if (frame === null) return "";
  const { brokerOf, replicas } = frame.overview;
  const row = rowLabel(frame, rowOfReplica(frame, replica));
  return `${row} on broker ${brokerOf[replica]}: ${replicaWords(replicas[replica] ?? 0)}`;
}

function focusOn(frame: ViewFrame, replica: number): Focus {
  const row = rowOfReplica(frame, replica);
  const { topicOf, partitionOf, brokerOf } = frame.overview;
  return {
    kind: "replica",
    topic: frame.topics[topicOf[row] ?? -1]?.name ?? "",
    partition: partitionOf[row] ?? 0,
    broker: brokerOf[replica] ?? -1,
  };
}

/** A press on the picture selects the square under the pointer. */
function usePicking(area: RefObject<HTMLElement | null>): void {
  const { picture, frames, commands } = usePage();
  useEffect(() => {
    const element = area.current;
    if (element === null) return undefined;
    const pick = (event: MouseEvent): void => {
      const frame = frames.every.getState().current;
      if (frame === null || event.detail === 0) return;
      const inside = element.getBoundingClientRect();
      const hit = picture.hover({
        x: event.clientX - inside.left + element.scrollLeft,
        y: event.clientY - inside.top + element.scrollTop,
      });
      if (hit?.kind === "square")
        void commands.perform({ kind: "focus", on: focusOn(frame, hit.replica) });
    };
    element.addEventListener("click", pick);
    return () => element.removeEventListener("click", pick);
  }, [area, picture, frames, commands]);
}

/** One stop of the Tab key for the whole far view; arrows lead from square to square, Enter selects. */
export function SquareCursor(props: {
  readonly squares: Squares;
  readonly area: RefObject<HTMLElement | null>;
}): ReactNode {
  const { squares } = props;
  const { frames, view } = usePage();
  const focus = useFocus();
  usePicking(props.area);
  const [chosen, choose] = useState(0);
  const shown = !Number.isNaN(squares.spots[2 * chosen] ?? Number.NaN);
  const first = shown ? chosen : squares.spots.findIndex((x) => !Number.isNaN(x)) >> 1;
  const replica = Math.max(0, first);
  const said = useCalm((frame) => sentence(frame, replica));
  const move = (event: KeyboardEvent): void => {
    const direction = arrows[event.key];
    if (direction === undefined) return;
    event.preventDefault();
    choose(nextSquare(squares, replica, direction));
  };
  const select = (event: { readonly detail: number }): void => {
    const frame = frames.every.getState().current;
    if (frame === null || event.detail !== 0) return;
    view.setState({ toInspector: true });
    focus(focusOn(frame, replica));
  };
  return (
    <button
      type="button"
      className="square-cursor"
      aria-label={`Replicas as squares, arrow keys lead from one to the next. ${said}`}
      style={{
        left: (squares.spots[2 * replica] ?? 0) - 2,
        top: (squares.spots[2 * replica + 1] ?? 0) - 2,
        width: squares.w + 4,
        height: squares.h + 4,
      }}
      onKeyDown={move}
      onClick={select}
    />
  );
}

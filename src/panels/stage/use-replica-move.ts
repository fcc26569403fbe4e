import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";
import type { Arrangement, Box } from "../../scene/arrange/arrangement.ts";
import { viewOfRow } from "../../scene/row-view.ts";
import { usePage } from "../page-context.ts";
import {
  brokerUnder,
  moveCommand,
  nextBroker,
  type ReplicaMove,
} from "./replica-move.ts";

/** Pixels that the pointer goes before a press becomes a drag. */
const dragFrom = 6;

/** Carries a replica to another broker, by pointer or by keys. */
export interface MoveHandlers {
  readonly move: ReplicaMove | null;
  /** The replicas as they are, of the row that is carried. */
  readonly command: ReturnType<typeof moveCommand>;
  readonly onPointerDown: (box: Box, event: PointerEvent<HTMLElement>) => void;
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerUp: (event: PointerEvent<HTMLElement>) => void;
  readonly cancel: () => void;
  /** True when the key meant the carrying. */
  readonly onKey: (box: Box | undefined, event: KeyboardEvent<HTMLElement>) => boolean;
  /** True once after a drag, whose click must not select. */
  readonly dragged: () => boolean;
}

interface Press {
  readonly box: Box;
  readonly x: number;
  readonly y: number;
}

/** One replica at a time. */
export function useReplicaMove(at: Arrangement): MoveHandlers {
  const { commands, frames } = usePage();
  const [move, setMove] = useState<ReplicaMove | null>(null);
  const press = useRef<Press | null>(null);
  const dragged = useRef(false);
  const commandOf = (held: ReplicaMove): ReturnType<typeof moveCommand> => {
    const frame = frames.every.getState().current;
    const row = frame === null ? undefined : viewOfRow(frame, held.row);
    return row === undefined ? null : moveCommand(at, row.replicas, held);
  };
  const drop = (held: ReplicaMove): void => {
    setMove(null);
    const command = commandOf(held);
    if (command !== null) void commands.perform(command);
  };
  const begin = ({ row, broker }: Box): void => setMove({ row, from: broker, to: null });
  return {
    move,
    command: move === null ? null : commandOf(move),
    onPointerDown(box, event) {
      dragged.current = false;
      if (at.layout !== "columns" || event.button !== 0 || event.pointerType === "touch")
        return;
      press.current = { box, x: event.clientX, y: event.clientY };
    },
    onPointerMove(event) {
      const from = press.current;
      if (from === null) return;
      const far = Math.hypot(event.clientX - from.x, event.clientY - from.y);
      if (move === null && far < dragFrom) return;
      if (move === null) event.currentTarget.setPointerCapture(event.pointerId);
      dragged.current = true;
      const { left } = event.currentTarget.getBoundingClientRect();
      const x = event.clientX - left;
      const { row, broker } = from.box;
      const to = brokerUnder(at, row, x);
      if (move?.to !== to || move.row !== row) setMove({ row, from: broker, to });
    },
    onPointerUp() {
      press.current = null;
      if (move !== null) drop(move);
    },
    cancel() {
      press.current = null;
      setMove(null);
    },
    onKey(box, event) {
      if (move === null) {
        if (event.key !== "m" || box === undefined || at.layout !== "columns")
          return false;
        begin(box);
        return true;
      }
      if (event.key === "Escape") setMove(null);
      else if (event.key === "Enter" || event.key === " ") drop(move);
      else if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
        const by = event.key === "ArrowLeft" ? -1 : 1;
        setMove({ ...move, to: nextBroker(at, move, by) });
      } else return false;
      return true;
    },
    dragged() {
      const was = dragged.current;
      dragged.current = false;
      return was;
    },
  };
}

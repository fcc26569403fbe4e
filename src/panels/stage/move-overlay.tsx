import type { ReactNode } from "react";
import { type Arrangement, rowAt } from "../../scene/arrange/arrangement.ts";
import { commandLine } from "../forms/command-line.ts";
import { freeBrokers } from "./replica-move.ts";
import type { MoveHandlers } from "./use-replica-move.ts";

/** Where a carried replica would be put, and the line that would do it on a real cluster. */
export function MoveOverlay(props: {
  readonly at: Arrangement;
  readonly moves: MoveHandlers;
}): ReactNode {
  const { at } = props;
  const { move, command } = props.moves;
  if (move === null) return <output className="sr-only" />;
  const row = rowAt(at, move.row);
  const column = at.columns.find((one) => one.broker === move.to);
  if (row === undefined) return null;
  const name = `${row.topic}-${row.partition}`;
  const said =
    move.to === null
      ? freeBrokers(at, move.row).length === 0
        ? `Every broker has a replica of ${name} already: there is nowhere to move it.`
        : `${name} of broker ${move.from}: move it over a broker without a replica of it. With keys: left and right, Enter, Escape.`
      : `${name}: broker ${move.from} → broker ${move.to}`;
  return (
    <>
      {column === undefined ? null : (
        <div
          className="move-target"
          style={{
            left: column.x,
            width: column.w,
            top: row.top,
            height: row.bottom - row.top,
          }}
        />
      )}
      <div className="move-tip" style={{ left: at.left, top: row.bottom + 8 }}>
        <output>{said}</output>
        {command === null ? null : <code>{commandLine(command)}</code>}
      </div>
    </>
  );
}

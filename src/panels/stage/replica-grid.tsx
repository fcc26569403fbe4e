import { type KeyboardEvent, type MouseEvent, memo, type ReactNode } from "react";
import type { Focus } from "../../contract/command.ts";
import type { ViewFrame } from "../../contract/frame.ts";
import type { Arrangement, Box, Row } from "../../scene/arrange/arrangement.ts";
import { replicaSentence } from "../../scene/marks/box-state.ts";
import { viewOfRow } from "../../scene/row-view.ts";
import { useCalm, useFocus, usePage, useView } from "../page-context.ts";
import { MoveOverlay } from "./move-overlay.tsx";
import { cellId, type GridCell, type Roving, useGridKeys } from "./use-grid-keys.ts";
import { type MoveHandlers, useReplicaMove } from "./use-replica-move.ts";
import type { RowRange } from "./use-rows.ts";

/** Selects; a key, which presses a button without a place, goes on to the inspector. */
function useSelect(): (on: Focus, event: MouseEvent) => void {
  const { view } = usePage();
  const focus = useFocus();
  return (on, event) => {
    view.setState({ toInspector: event.detail === 0 });
    focus(on);
  };
}

function boxSentence(frame: ViewFrame | null, box: Box): string {
  const view = frame === null ? undefined : viewOfRow(frame, box.row);
  const log = view?.logs[box.replica];
  if (frame === null || view === undefined || log === undefined) return "";
  return replicaSentence(
    view,
    log,
    frame.brokers.find((one) => one.id === box.broker),
  );
}

function ReplicaCell(props: {
  readonly box: Box;
  readonly cell: GridCell;
  readonly row: Row;
  readonly roving: Roving;
  readonly moves: MoveHandlers;
}): ReactNode {
  const { box, row, roving, moves } = props;
  const { picture } = usePage();
  const choose = useSelect();
  const sentence = useCalm((frame) => boxSentence(frame, box));
  const { cell } = props;
  const stop = roving.cell.row === cell.row && roving.cell.column === cell.column;
  const replica = {
    kind: "replica",
    topic: row.topic,
    partition: row.partition,
    broker: box.broker,
  } as const;
  const select = (event: MouseEvent<HTMLElement>): void => {
    if (moves.dragged()) return;
    const inside = event.currentTarget.getBoundingClientRect();
    const point = {
      x: event.clientX - inside.left + box.x,
      y: event.clientY - inside.top + box.y,
    };
    const hit = event.detail === 0 ? null : picture.hover(point);
    const on: Focus =
      hit?.kind === "record"
        ? { ...replica, kind: "record", offset: hit.offset }
        : replica;
    choose(on, event);
  };
  return (
    <td>
      <button
        type="button"
        id={cellId(cell)}
        className="replica"
        tabIndex={stop ? 0 : -1}
        style={{ left: box.x, top: box.y, width: box.w, height: box.h }}
        aria-label={sentence}
        aria-keyshortcuts="m"
        data-carried={moves.move?.row === box.row && moves.move.from === box.broker}
        onPointerDown={(event) => moves.onPointerDown(box, event)}
        onFocus={() => roving.onFocus(cell)}
        onClick={select}
      />
    </td>
  );
}

function cardTitle(frame: ViewFrame | null, index: number): string {
  const view = frame === null ? undefined : viewOfRow(frame, index);
  if (view === undefined) return "";
  const leader =
    view.leader < 0 ? "no leader" : `leader b${view.leader} e${view.leaderEpoch}`;
  const out = view.replicas.filter((one) => !view.isr.includes(one));
  const owners = (frame?.consumers ?? []).filter((reader) =>
    reader.positions.some(
      (one) => one.topic === view.topic && one.partition === view.partition,
    ),
  );
  return [
    leader,
    ...(out.length === 0 ? [] : [`out of sync: b${out.join(", b")}`]),
    ...(owners.length === 0 ? [] : [`read by ${owners.map(({ id }) => id).join(", ")}`]),
  ].join(" · ");
}

function PartitionCell(props: {
  readonly row: Row;
  readonly cell: GridCell;
  readonly at: Arrangement;
  readonly roving: Roving;
}): ReactNode {
  const { row, at, roving } = props;
  const choose = useSelect();
  const title = useCalm((frame) => cardTitle(frame, row.index));
  const { cell } = props;
  const stop = roving.cell.row === cell.row && roving.cell.column === -1;
  const selected = useView(
    ({ focus: on }) =>
      on?.kind === "partition" &&
      on.topic === row.topic &&
      on.partition === row.partition,
  );
  const cards = at.layout === "cards";
  const style = cards
    ? { left: 10, top: row.top - 3, width: at.width - 20, height: 24 }
    : { left: at.left - 48, top: row.top, width: 30, height: row.bottom - row.top };
  return (
    <th scope="row">
      <button
        type="button"
        id={cellId(cell)}
        className={cards ? "partition card" : "partition"}
        aria-pressed={selected}
        aria-label={
          cards
            ? `p${row.partition} ${title}, partition ${row.topic}-${row.partition}`
            : `Partition ${row.topic}-${row.partition}: ${title}`
        }
        tabIndex={stop ? 0 : -1}
        style={style}
        onFocus={() => roving.onFocus(cell)}
        onClick={(event) => {
          choose(
            { kind: "partition", topic: row.topic, partition: row.partition },
            event,
          );
        }}
      >
        {cards ? (
          <>
            <b>p{row.partition}</b> <span>{title}</span>
          </>
        ) : (
          row.partition
        )}
      </button>
    </th>
  );
}

/** Positions of the rows that are in the document: those in view, and the one that has the focus. */
function positions(range: RowRange, roving: Roving): readonly number[] {
  const { from, until } = range;
  const inView = Array.from({ length: until - from }, (_, i) => from + i);
  const { row } = roving.cell;
  if (row >= from && row < until) return inView;
  return row < from ? [row, ...inView] : [...inView, row];
}

/** A transparent grid over the canvas: what can be pointed at, can be reached by keys and read aloud. */
export const ReplicaGrid = memo(function ReplicaGrid(props: {
  readonly at: Arrangement;
  readonly range: RowRange;
}): ReactNode {
  const { at } = props;
  const roving = useGridKeys(at);
  const moves = useReplicaMove(at);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const { row, column } = roving.cell;
    if (moves.onKey(at.rows[row]?.boxes[column], event)) event.preventDefault();
    else if (moves.move === null) roving.onKeyDown(event);
  };
  return (
    <>
      <table
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- a grid over a table, as the ARIA practices have it.
        role="grid"
        aria-label="Replicas: a row for each partition, a cell for each broker"
        aria-rowcount={at.rows.length}
        className="replica-grid"
        onKeyDown={onKeyDown}
        onPointerMove={moves.onPointerMove}
        onPointerUp={moves.onPointerUp}
        onPointerCancel={moves.cancel}
      >
        <tbody>
          {positions(props.range, roving).map((position) => {
            const row = at.rows[position];
            return row === undefined ? null : (
              <tr key={row.index} aria-rowindex={position + 1}>
                <PartitionCell
                  row={row}
                  cell={{ row: position, column: -1 }}
                  at={at}
                  roving={roving}
                />
                {row.boxes.map((box, column) => (
                  <ReplicaCell
                    key={box.broker}
                    box={box}
                    cell={{ row: position, column }}
                    row={row}
                    roving={roving}
                    moves={moves}
                  />
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
      <MoveOverlay at={at} moves={moves} />
    </>
  );
});

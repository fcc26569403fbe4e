import { type ReactNode, useEffect, useMemo, useState } from "react";
import type { Focus } from "../../contract/command.ts";
import type { ViewFrame } from "../../contract/frame.ts";
import { rowsUnasked } from "../../contract/overview.ts";
import { rowsIn } from "../../scene/stage-filter.ts";
import { useFocus, usePage, useView } from "../page-context.ts";
import {
  brokerTable,
  clientTable,
  controllerTable,
  linkTable,
  type OutlineTable,
  partitionTable,
} from "./outline-text.ts";
import "./outline.css";

/** Partitions on one page of a large cluster. */
const pageSize = 40;
/** Milliseconds between two readings: text is read more slowly than a picture. */
const readMs = 400;

/** The frame of the panels, but not more often than one can read. */
function useReadable(): ViewFrame | null {
  const { frames } = usePage();
  const [frame, setFrame] = useState(() => frames.calm.getState().frame);
  useEffect(() => {
    const timer = setInterval(() => setFrame(frames.calm.getState().frame), readMs);
    return () => clearInterval(timer);
  }, [frames]);
  return frame;
}

function Table(props: {
  readonly table: OutlineTable;
  readonly focusOf?: (name: string) => Focus | null;
}): ReactNode {
  const { table, focusOf } = props;
  const focus = useFocus();
  const { view } = usePage();
  if (table.rows.length === 0) return null;
  const look = (on: Focus | null): void => {
    view.setState({ toInspector: true });
    focus(on);
  };
  return (
    <table>
      <caption>{table.title}</caption>
      <thead>
        <tr>
          {table.columns.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map(([name = "", ...cells]) => {
          const on = focusOf?.(name) ?? null;
          return (
            <tr key={name}>
              <th scope="row">
                {on === null ? (
                  name
                ) : (
                  <button type="button" onClick={() => look(on)}>
                    {name}
                  </button>
                )}
              </th>
              {cells.map((cell, i) => (
                <td key={table.columns[i + 1]}>{cell}</td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function partitionFocus(name: string): Focus {
  const cut = name.lastIndexOf("-");
  return {
    kind: "partition",
    topic: name.slice(0, cut),
    partition: Number(name.slice(cut + 1)),
  };
}

function Pages(props: {
  readonly from: number;
  readonly count: number;
  readonly turn: (from: number) => void;
}): ReactNode {
  const { from, count, turn } = props;
  if (count <= pageSize) return null;
  const until = Math.min(count, from + pageSize);
  return (
    <p className="pages">
      Partitions {from + 1} to {until} of {count}
      <button type="button" disabled={from === 0} onClick={() => turn(from - pageSize)}>
        The ones before
      </button>
      <button type="button" disabled={until === count} onClick={() => turn(until)}>
        The next
      </button>
    </p>
  );
}

/** Rows of this page; in a large cluster the engine is asked for them. */
function useRows(frame: ViewFrame | null): readonly [readonly number[], ReactNode] {
  const { view } = usePage();
  const filter = useView((state) => state.filter);
  const [turned, turn] = useState(0);
  const all = frame === null ? [] : rowsIn(frame, filter);
  const from = turned < all.length ? turned : 0;
  const shown = all.slice(from, from + pageSize).join(" ");
  const rows = useMemo(() => (shown === "" ? [] : shown.split(" ").map(Number)), [shown]);
  const large = (frame?.overview.topicOf.length ?? 0) > rowsUnasked;
  useEffect(() => {
    view.setState({ textRows: large ? rows : [] });
    return () => view.setState({ textRows: [] });
  }, [view, rows, large]);
  return [rows, <Pages key="pages" from={from} count={all.length} turn={turn} />];
}

/** The stage in words: what a screen reader gets, and who would rather read. */
export function Outline(): ReactNode {
  const frame = useReadable();
  const [rows, pages] = useRows(frame);
  const clients = useMemo(() => (frame === null ? null : clientTable(frame)), [frame]);
  if (frame === null || clients === null) return null;
  return (
    <section
      className="outline"
      aria-label="The cluster as text"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling panel must take the focus.
      tabIndex={0}
    >
      <Table
        table={brokerTable(frame)}
        focusOf={(name) => ({ kind: "broker", broker: Number(name) })}
      />
      <Table
        table={controllerTable(frame)}
        focusOf={(name) => ({ kind: "controller", node: Number(name) })}
      />
      <Table table={linkTable(frame)} />
      <Table table={partitionTable(frame, rows)} focusOf={partitionFocus} />
      {pages}
      <Table table={clients} focusOf={(id) => ({ kind: "client", id })} />
    </section>
  );
}

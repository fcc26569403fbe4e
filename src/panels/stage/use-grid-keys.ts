import { type KeyboardEvent, useLayoutEffect, useRef, useState } from "react";
import type { Arrangement } from "../../scene/arrange/arrangement.ts";

/** A cell of the grid of replicas: column -1 is the partition itself. */
export interface GridCell {
  readonly row: number;
  readonly column: number;
}

/** Where an arrow key leads from a cell; null for other keys. */
export function gridMove(at: Arrangement, cell: GridCell, key: string): GridCell | null {
  const last = (row: number): number => (at.rows[row]?.boxes.length ?? 0) - 1;
  const clampRow = (row: number): number =>
    Math.max(0, Math.min(at.rows.length - 1, row));
  switch (key) {
    case "ArrowRight":
      return { ...cell, column: Math.min(last(cell.row), cell.column + 1) };
    case "ArrowLeft":
      return { ...cell, column: Math.max(-1, cell.column - 1) };
    case "ArrowDown": {
      const row = clampRow(cell.row + 1);
      return { row, column: Math.min(last(row), cell.column) };
    }
    case "ArrowUp": {
      const row = clampRow(cell.row - 1);
      return { row, column: Math.min(last(row), cell.column) };
    }
    case "Home":
      return { ...cell, column: -1 };
    case "End":
      return { ...cell, column: last(cell.row) };
    default:
      return null;
  }
}

/** One stop of the Tab key for the whole grid; arrows move within it. */
export interface Roving {
  readonly cell: GridCell;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  readonly onFocus: (cell: GridCell) => void;
}

/** Names a cell's button for the document. */
export function cellId(cell: GridCell): string {
  return `cell-${cell.row}-${cell.column}`;
}

/** Moves the focus over the grid. */
export function useGridKeys(at: Arrangement): Roving {
  const [cell, setCell] = useState<GridCell>({ row: 0, column: -1 });
  const valid = cell.row < at.rows.length ? cell : { row: 0, column: -1 };
  const moved = useRef(false);
  useLayoutEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    document.getElementById(cellId(valid))?.focus();
  });
  return {
    cell: valid,
    onFocus: setCell,
    onKeyDown(event) {
      const next = gridMove(at, valid, event.key);
      if (next === null) return;
      event.preventDefault();
      moved.current = true;
      setCell(next);
    },
  };
}

import type { ReactNode } from "react";

const marks = [
  ["full", "var(--water)", "leader"],
  ["full", "color-mix(in srgb, var(--water) 34%, var(--back))", "in sync"],
  ["hollow", "var(--warn)", "out of sync"],
  ["hollow", "var(--bad)", "broker down or no leader"],
  ["dotted", "var(--good)", "eligible leader"],
  ["lower", "var(--transaction)", "being added"],
  ["upper", "var(--transaction)", "removed"],
] as const;

/** How to read the squares of the far view. */
export function SquareLegend(): ReactNode {
  return (
    <ul className="square-legend" aria-label="How to read the squares">
      {marks.map(([shape, tone, words]) => (
        <li key={words}>
          <i className={shape} style={{ color: tone }} /> {words}
        </li>
      ))}
    </ul>
  );
}

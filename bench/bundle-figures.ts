import { existsSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { Figure } from "./figure.ts";
import { firstLoad } from "./first-load.ts";

const folder = "dist/assets";

function kilobytes(name: RegExp): number {
  const bytes = firstLoad(folder, name).map(
    (file) => gzipSync(readFileSync(file), { level: 9 }).length,
  );
  return bytes.reduce((sum, one) => sum + one, 0) / 1000;
}

/** What a visitor loads, if the page has been built. */
export function bundleFigures(only: readonly string[]): Figure[] {
  if (!existsSync(folder) || (only.length > 0 && !only.includes("T15"))) return [];
  const figure = (id: string, name: string, value: number, target: string): Figure => ({
    id,
    name,
    value,
    unit: "kB gz",
    ratio: null,
    target,
  });
  return [
    figure("T15", "JavaScript of the page", kilobytes(/^index-.*\.js$/), "<= 130"),
    figure(
      "T15b",
      "JavaScript of the engine's worker",
      kilobytes(/^worker-.*\.js$/),
      "<= 90",
    ),
  ];
}

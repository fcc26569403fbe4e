import { readFileSync, writeFileSync } from "node:fs";
import type { Divergence } from "./divergence.ts";

const passingFile = "fidelity/passing.json";
const divergencesFile = "fidelity/divergences.json";

/** Paths of the recordings that must not fail again. */
export function readPassing(): readonly string[] {
  return readList(passingFile).filter((path) => typeof path === "string");
}

export function writePassing(paths: readonly string[]): void {
  writeFileSync(passingFile, `${JSON.stringify(paths.toSorted(), undefined, 2)}\n`);
}

export function readDivergences(): readonly Divergence[] {
  return readList(divergencesFile).filter(isDivergence);
}

function readList(file: string): readonly unknown[] {
  const content: unknown = JSON.parse(readFileSync(file, "utf8"));
  if (!Array.isArray(content)) throw new Error(`${file} must be a list`);
  return content;
}

function isDivergence(value: unknown): value is Divergence {
  const complete =
    typeof value === "object" &&
    value !== null &&
    ["file", "path", "reason", "kind"].every((key) => key in value);
  if (!complete)
    throw new Error(`${divergencesFile}: ${JSON.stringify(value)} lacks a field`);
  return true;
}

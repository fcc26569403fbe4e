import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { gunzipSync } from "node:zlib";
import type { Recording } from "./recording.ts";

/** A recording that has not been read yet. */
export interface RecordingFile {
  /** Below the recordings folder, without extension, with slashes. */
  readonly path: string;
  readonly file: string;
}

const extension = /\.(jsonl\.gz|jsonl|json)$/;

/** Every recording below a folder, in the order of their paths. */
export function recordingFiles(folder: string): RecordingFile[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => extension.test(name))
    .map((name) => ({
      path: name.replace(extension, "").split(sep).join("/"),
      file: join(folder, name),
    }))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

export function loadRecording({ path, file }: RecordingFile): Recording {
  const content = readFileSync(file);
  const text = (file.endsWith(".gz") ? gunzipSync(content) : content).toString("utf8");
  if (file.endsWith(".json")) return { path, rows: [JSON.parse(text)] };
  const lines = text.split("\n").filter((line) => line !== "");
  return { path, rows: lines.map((line): unknown => JSON.parse(line)) };
}

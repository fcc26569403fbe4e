import { describe, expect, it } from "vitest";
import { readPassing } from "./json-file.ts";
import { recordingFiles } from "./load.ts";
import { play } from "./play.ts";

/** `npm run fidelity -- --accept` adds what passes now. */
describe("what once did as Kafka 4.3.1 did", () => {
  const files = new Map(
    recordingFiles("fidelity/recorded").map((file) => [file.path, file]),
  );

  it.each(readPassing())("still does so in %s", async (path) => {
    const file = files.get(path);
    expect(file, "the recording").toBeDefined();
    if (file === undefined) return;
    const { problem, differences, passed, total } = await play(file);
    expect(problem).toBeUndefined();
    expect(differences.slice(0, 3)).toEqual([]);
    expect(passed).toBe(total);
  });
});

import { expect, it } from "vitest";
import type { ConfigRow } from "../../contract/config-row.ts";
import { choicesOf, found, isOverride, rangeText } from "./config-search.ts";

const row = (name: string, changes: Partial<ConfigRow> = {}): ConfigRow => ({
  name,
  value: "1",
  source: "DEFAULT_CONFIG",
  type: "INT",
  default: "1",
  validValues: "[1,...]",
  documentation: "",
  readOnly: false,
  synonyms: [],
  ...changes,
});

it("finds configs by every word of their name or description, what was set first", () => {
  const rows = [
    row("min.insync.replicas"),
    row("unclean.leader.election.enable", { documentation: "Whether replicas …" }),
    row("retention.ms"),
    row("max.replicas", { source: "DYNAMIC_TOPIC_CONFIG" }),
  ];
  const names = (search: string): string[] => found(rows, search).map(({ name }) => name);
  expect(names("replicas")).toEqual([
    "max.replicas",
    "min.insync.replicas",
    "unclean.leader.election.enable",
  ]);
  expect(names("insync min")).toEqual(["min.insync.replicas"]);
  expect(names("nothing like it")).toEqual([]);
});

it("offers words where Kafka allows only some, and a field otherwise", () => {
  expect(choicesOf(row("a", { type: "BOOLEAN", validValues: null }))).toEqual([
    "true",
    "false",
  ]);
  expect(
    choicesOf(row("a", { type: "STRING", validValues: "[CreateTime, LogAppendTime]" })),
  ).toEqual(["CreateTime", "LogAppendTime"]);
  expect(choicesOf(row("a"))).toBeNull();
});

it("says type, range and default, and whose override it is", () => {
  expect(rangeText(row("a"))).toBe("INT in [1,...], default 1");
  expect(isOverride(row("a", { source: "DYNAMIC_TOPIC_CONFIG" }), "topic")).toBe(true);
  expect(isOverride(row("a", { source: "DYNAMIC_TOPIC_CONFIG" }), "broker")).toBe(false);
});

import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { describe, expect, it } from "vitest";

/** A file as the rules see it; paths are relative to the repository. */
interface SourceFile {
  readonly path: string;
  readonly text: string;
}

const foundation = ["base", "terms", "contract"];
const page = [...foundation, "scenario"];

/** What each layer may import besides itself: the table of the design. A missing layer is refused. */
const layers: Readonly<Record<string, readonly string[]>> = {
  base: [],
  terms: ["base"],
  contract: ["base", "terms"],
  scenario: foundation,
  sim: foundation,
  kafka: [...foundation, "sim"],
  oracle: [...foundation, "sim", "kafka"],
  run: [...page, "sim", "kafka", "oracle"],
  "bridge/worker.ts": [...page, "run", "bridge", "bridge/engine-rest.ts"],
  "bridge/engine-rest.ts": [...page, "run", "bridge"],
  bridge: page,
  store: [...page, "bridge"],
  scene: foundation,
  panels: [...page, "bridge", "store", "scene"],
  app: [...page, "bridge", "store", "scene", "panels"],
  "main.tsx": [...page, "bridge", "store", "scene", "panels", "app"],
  testing: [...page, "sim", "kafka", "oracle", "run"],
};

/** The same inside `kafka/`; a folder that is not named, and `node.ts` and `cluster.ts`, may import all of it. */
const kafkaFolders: Readonly<Record<string, readonly string[]>> = {
  protocol: [],
  log: ["protocol"],
  client: ["protocol", "words"],
  replication: ["protocol", "log", "words"],
  coordinator: ["protocol", "log", "replication", "words"],
  group: ["protocol", "log", "replication", "coordinator", "words"],
  share: ["protocol", "log", "replication", "coordinator", "words"],
  transaction: ["protocol", "log", "replication", "coordinator", "words"],
  controller: ["protocol", "log", "words"],
  quorum: ["protocol", "log", "words"],
  // docs/decisions/0006: the node in raft/ is the controller's process, so it is the one that knows both.
  raft: ["protocol", "log", "client", "replication", "controller", "quorum", "words"],
};

/** Who alone may do what; everything else asks them. */
const owners: readonly {
  readonly what: string;
  readonly pattern: RegExp;
  readonly owner: RegExp;
}[] = [
  {
    what: "requestAnimationFrame",
    pattern: /\brequestAnimationFrame\b/,
    owner: /^src\/scene\/loop\.ts$/,
  },
  {
    what: "a canvas context",
    pattern: /\bgetContext\b|\bOffscreenCanvas\b/,
    owner: /^src\/scene\/paint\//,
  },
  {
    what: "the address",
    pattern:
      /\b(?:window|document|globalThis)\.(?:location|history)\b|(?<![.\w])location\./,
    owner: /^src\/app\/address\.ts$/,
  },
  {
    what: "a worker",
    pattern: /\bnew Worker\b|from "comlink"/,
    owner: /^src\/bridge\//,
  },
];

const engine = /^src\/(?:base|terms|scenario|lessons|sim|kafka|oracle|run)\//;
const forbiddenInEngine =
  /\bDate\b|\bMath\.(?:random|log|exp|pow)\b|\bset(?:Timeout|Interval)\b|\bperformance\b|\bPromise\b|\bawait\b/;
/** Compressors come when they are asked for: the one wait in the engine, before a run needs them. */
const mayWait = "src/kafka/protocol/compression.ts";

const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path);
const isCode = (path: string): boolean => /\.(?:ts|tsx|mjs)$/.test(path);

const comments = /\/\*[\s\S]*?\*\/|(?<![:"'`/\\])\/\/.*/g;
const quoted = /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`/g;

function importsOf({ path, text }: SourceFile): string[] {
  const code = text.replaceAll(comments, "");
  const matches = code.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*)"([^"]+)"/g);
  return [...matches].map(([, to = ""]) =>
    to.startsWith(".") ? posix.join(posix.dirname(path), to) : to,
  );
}

function layerOf(path: string): string {
  const inside = path.slice("src/".length);
  return inside in layers ? inside : (inside.split("/")[0] ?? "");
}

function kafkaFolderOf(path: string): string | undefined {
  const [, top, folder = "", file] = path.split("/");
  if (top !== "kafka") return undefined;
  if (file !== undefined) return folder;
  return folder === "node.ts" || folder === "cluster.ts" ? "all" : "words";
}

function importProblem(from: string, to: string): string | undefined {
  if (!to.startsWith("src/")) return packageProblem(from, to);
  const [layer, target] = [layerOf(from), layerOf(to)];
  const extra = isTest(from) ? ["testing", "scenario"] : [];
  const allowed = [...(layers[layer] ?? []), ...extra, layer];
  if (!allowed.includes(target)) return `${layer} may not import ${target}`;
  const [folder, other] = [kafkaFolderOf(from), kafkaFolderOf(to)];
  const inner = folder === undefined ? undefined : kafkaFolders[folder];
  if (inner === undefined || other === undefined || other === folder) return undefined;
  return inner.includes(other) ? undefined : `kafka/${folder} may not import ${other}`;
}

function packageProblem(from: string, to: string): string | undefined {
  const isPicture = /^src\/(?:scene|store)\//.test(from);
  if (isPicture && to.startsWith("react")) return `${layerOf(from)} may not import React`;
  if (from.startsWith("src/scene/") && to.startsWith("zustand"))
    return "scene may not hold a store";
  const isNode = to.startsWith("node:") && from.startsWith("src/");
  return isNode && !isTest(from) && !from.startsWith("src/testing/")
    ? "only tests may import Node's modules"
    : undefined;
}

const codeLines = (text: string): number =>
  text
    .replaceAll(comments, "")
    .split("\n")
    .filter((line) => line.trim() !== "").length;

const unfinished = /\b(?:TODO|FIXME|XXX)\b/;
const narrowed = /\b(?:it|test|describe)(?:\.\w+)*\.(?:only|skip)\b/;
const machinePath = /(?<![\w.$}/-])\/(?:home|root|work|Users|mnt)\/\w/;

/** What is wrong with one file by itself. */
function fileProblems(file: SourceFile): string[] {
  const { path, text } = file;
  const problems: string[] = [];
  const bare = text.replaceAll(comments, "").replaceAll(quoted, '""');
  if (codeLines(text) > 300 && !path.endsWith("/messages.ts"))
    problems.push(`has ${codeLines(text)} lines of code, at most 300`);
  if (unfinished.test(text)) problems.push("holds a note of something unfinished");
  if (narrowed.test(bare)) problems.push("leaves tests out");
  if (machinePath.test(text)) problems.push("names a path of one machine");
  if (engine.test(path) && !isTest(path) && path !== mayWait) {
    const [word] = forbiddenInEngine.exec(bare) ?? [];
    if (word !== undefined) problems.push(`the engine may not touch ${word}`);
  }
  const withPackages = text.replaceAll(comments, "");
  for (const { what, pattern, owner } of owners)
    if (path.startsWith("src/") && !isTest(path) && !owner.test(path))
      if (pattern.test(what === "a worker" ? withPackages : bare))
        problems.push(`is not the owner of ${what}`);
  if (path.startsWith("src/"))
    for (const to of importsOf(file)) {
      const problem = importProblem(path, to);
      if (problem !== undefined) problems.push(`${problem} (${to})`);
    }
  return problems.map((problem) => `${path}: ${problem}`);
}

/** Folders that need a README: those of `src`, and those of `src/kafka`. */
function missingReadmes(paths: readonly string[]): string[] {
  const folders = paths.filter(isCode).flatMap((path) => {
    const [src, first, second, third] = path.split("/");
    if (src !== "src" || second === undefined) return [];
    const inner = first === "kafka" && third !== undefined ? [`src/kafka/${second}`] : [];
    return [`src/${first}`, ...inner];
  });
  return [...new Set(["src", ...folders])]
    .filter((folder) => !paths.includes(`${folder}/README.md`))
    .map((folder) => `${folder}: has code and no README.md`);
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (path === "fidelity/recorded") return [];
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

describe("the repository", () => {
  const paths = ["src", "e2e", "fidelity", "bench", "scripts"].flatMap(filesBelow);

  it("keeps its layers, its owners and its files in order", () => {
    const files = paths
      .filter((path) => isCode(path) && path !== "src/tidy.test.ts")
      .map((path) => ({ path, text: readFileSync(path, "utf8") }));
    expect(files.length).toBeGreaterThan(100);
    expect(files.flatMap(fileProblems)).toEqual([]);
  });

  it("says in every folder what lives there", () => {
    expect(missingReadmes(paths)).toEqual([]);
  });
});

describe("the checker", () => {
  const check = (path: string, text: string): string[] => fileProblems({ path, text });

  it.each([
    ["src/base/a.ts", 'import { x } from "../terms/errors.ts";'],
    ["src/sim/a.ts", 'import { x } from "../kafka/node.ts";'],
    ["src/oracle/a.ts", 'import { x } from "../run/run.ts";'],
    ["src/scenario/a.ts", 'import { x } from "../sim/kernel.ts";'],
    ["src/panels/a.tsx", 'import { x } from "../run/run.ts";'],
    ["src/store/a.ts", 'const x = await import("../kafka/node.ts");'],
    ["src/app/a.ts", 'export { x } from "../oracle/ghost.ts";'],
    ["src/scene/a.ts", 'import type { X } from "../store/frames.ts";'],
    ["src/scene/a.ts", 'import { useRef } from "react";'],
    ["src/bridge/client.ts", 'import { x } from "../run/run.ts";'],
    ["src/kafka/protocol/a.ts", 'import { x } from "../log/segment.ts";'],
    ["src/kafka/log/a.ts", 'import { x } from "../broker/broker.ts";'],
    ["src/kafka/client/a.ts", 'import { x } from "../replication/partition.ts";'],
    ["src/kafka/replication/a.ts", 'import { x } from "../broker/broker.ts";'],
    ["src/kafka/controller/a.ts", 'import { x } from "../raft/commit.ts";'],
    ["src/kafka/raft/a.ts", 'import { x } from "../broker/broker.ts";'],
    ["src/kafka/broker/a.ts", 'import { x } from "../../testing/run.ts";'],
    ["src/nowhere/a.ts", 'import { x } from "../sim/kernel.ts";'],
    ["src/kafka/a.ts", 'import { x } from "node:fs";'],
    ["src/sim/a.ts", "const now = Date.now();"],
    ["src/kafka/log/a.ts", "const x = Math.random();"],
    ["src/run/a.ts", "setTimeout(step, 1);"],
    ["src/panels/a.tsx", "requestAnimationFrame(draw);"],
    ["src/app/a.tsx", 'canvas.getContext("2d");'],
    ["src/panels/a.tsx", "window.location.hash = hash;"],
    ["src/app/a.ts", "const worker = new Worker(url);"],
    ["src/base/a.test.ts", 'describe.skip("later", () => {});'],
    ["e2e/a.spec.ts", 'test.only("mine", () => {});'],
    ["src/base/a.ts", "// TODO: later"],
    ["src/base/a.ts", 'const path = "/home/me/x";'],
  ])("refuses in %s: %s", (path, text) => {
    expect(check(path, text)).toHaveLength(1);
  });

  it.each([
    ["src/kafka/controller/a.ts", 'import { x } from "../log/segment.ts";'],
    ["src/kafka/cluster.ts", 'import { x } from "./broker/broker.ts";'],
    ["src/kafka/broker/a.ts", 'import { x } from "../controller/placement.ts";'],
    ["src/kafka/a.test.ts", 'import { x } from "../testing/run.ts";'],
    ["src/bridge/worker.ts", 'import { x } from "../run/run.ts";'],
    ["src/app/a.tsx", 'import { x } from "../panels/stage/stage.tsx";'],
    ["src/scene/loop.ts", "requestAnimationFrame(draw);"],
    ["src/app/address.ts", "window.location.hash = hash;"],
    ["src/contract/a.ts", "submit(): Promise<void>;"],
    ["src/sim/a.ts", "/** Neither Date nor Promise. */\nconst x = 1; // no performance"],
    ["src/sim/a.ts", 'const said = "setTimeout";'],
    ["fidelity/a.ts", "if (only.test(path)) run();"],
  ])("lets %s be: %s", (path, text) => {
    expect(check(path, text)).toEqual([]);
  });

  it("counts lines of code, not words", () => {
    expect(check("src/base/a.ts", "x();\n".repeat(301))).toHaveLength(1);
    expect(check("src/base/a.ts", "// only words\n\n".repeat(400))).toEqual([]);
    expect(check("src/kafka/protocol/messages.ts", "x();\n".repeat(301))).toEqual([]);
  });

  it("misses a README that is missing", () => {
    const paths = ["src/README.md", "src/sim/kernel.ts", "src/kafka/log/segment.ts"];
    expect(missingReadmes([...paths, "src/sim/README.md"])).toEqual([
      "src/kafka: has code and no README.md",
      "src/kafka/log: has code and no README.md",
    ]);
  });
});

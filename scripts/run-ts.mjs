// Bundles a TypeScript entry with rolldown and runs it in this process: `node scripts/run-ts.mjs fidelity/main.ts --only acks`.
// Bundling keeps the compiler's helpers out of hot loops, so a figure measured here is the figure of the built product.
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { rolldown } from "rolldown";

const [entry, ...rest] = process.argv.slice(2);
if (entry === undefined) {
  console.error("usage: node scripts/run-ts.mjs ENTRY.ts [arguments]");
  process.exit(2);
}
const folder = resolve("node_modules/.cache/highwater");
mkdirSync(folder, { recursive: true });
const name = entry.replace(/\.ts$/, "").replaceAll(/[^a-z0-9]+/gi, "-");
const bundle = await rolldown({
  input: entry,
  platform: "node",
  // Rules that are broken on purpose are for the search; what is measured has none of them, as what is released.
  transform: { define: { MUTANTS: String(!entry.startsWith("bench/")) } },
  external: [/^node:/, /^[a-z@][^:]*$/i],
  onLog: (level, log, defaultHandler) =>
    log.code === "UNRESOLVED_IMPORT" ? undefined : defaultHandler(level, log),
});
const file = join(folder, `${name}.mjs`);
await bundle.write({ file, format: "esm", sourcemap: true, codeSplitting: false });
await bundle.close();
process.argv = [process.argv[0], resolve(entry), ...rest];
await import(`${pathToFileURL(file).href}?at=${process.pid}`);

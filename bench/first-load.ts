import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";

/** What a chunk imports at once; `import()` is not among it. */
const staticImport = /(?:\bfrom|\bimport)\s*"\.\/([^"]+\.js)"/g;

/** A built chunk and all that it imports before it runs: what a visitor pays for it. Paths below `folder`. */
export function firstLoad(folder: string, entry: RegExp): string[] {
  const files = readdirSync(folder).filter((file) => entry.test(file));
  for (const file of files) {
    const text = readFileSync(join(folder, file), "utf8");
    for (const [, imported = ""] of text.matchAll(staticImport))
      if (!files.includes(basename(imported))) files.push(basename(imported));
  }
  return files.map((file) => `${folder}/${file}`);
}

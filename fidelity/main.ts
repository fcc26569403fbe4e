import { readDivergences, readPassing, writePassing } from "./json-file.ts";
import { recordingFiles } from "./load.ts";
import { type Options, parseOptions, usage } from "./options.ts";
import { hasPassed, play } from "./play.ts";
import { linesOf } from "./print.ts";

const options = parseOptions(process.argv.slice(2));
if ("problem" in options) {
  console.error(`${options.problem}\n${usage}`);
  process.exitCode = 2;
} else {
  process.exitCode = await run(options);
}

/** Plays every recording that is asked for; the exit code. */
async function run({ recordings, only, all, accept }: Options): Promise<number> {
  const files = recordingFiles(recordings).filter(({ path }) => only.test(path));
  if (files.length === 0) {
    console.error(`no recording below ${recordings} matches ${only.source}`);
    return 2;
  }
  const divergences = readDivergences();
  const passed = new Set<string>();
  for (const file of files) {
    const played = await play(file);
    if (hasPassed(played)) passed.add(file.path);
    for (const line of linesOf(played, divergences, all)) console.log(line);
  }
  if (accept) {
    const untouched = readPassing().filter((path) => !only.test(path));
    writePassing([...new Set([...untouched, ...passed])]);
  }
  const failed = files.length - passed.size;
  console.log(`${passed.size} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

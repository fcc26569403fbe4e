import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { option } from "./option.ts";
import { playSeed, type SeedResult } from "./seeds.ts";

/** Which seeds are played, and by how many processes. */
export interface SeedRange {
  readonly from: number;
  readonly count: number;
  readonly jobs: number;
  readonly verbose: boolean;
}

type Take = (result: SeedResult) => void;

function playEach(
  { from, count, verbose }: SeedRange,
  step: { readonly first: number; readonly by: number },
  take: Take,
): void {
  const tell = verbose ? (line: string): void => console.log(line) : undefined;
  for (let i = step.first; i < count; i += step.by) take(playSeed(from + i, tell).result);
}

/** One of several processes: this very program, which is told to be a part. */
function playPart(range: SeedRange, part: number, take: Take): Promise<void> {
  const { from, count, jobs } = range;
  const numbers = { from, count, jobs, part };
  const options = Object.entries(numbers).flatMap(([name, n]) => [`--${name}`, `${n}`]);
  const child = fork(fileURLToPath(new URL(import.meta.url)), [...options, "--child"]);
  return new Promise((resolve, reject) => {
    child.on("message", (message) => take(message as SeedResult));
    child.on("error", reject);
    child.on("exit", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`a part of the seeds ended with ${code}`));
    });
  });
}

/** Plays seeds here, or in as many processes as there are jobs; results come in any order then. */
export async function runSeeds(range: SeedRange, take: Take): Promise<void> {
  if (range.jobs <= 1) playEach(range, { first: 0, by: 1 }, take);
  else
    await Promise.all(
      Array.from({ length: range.jobs }, (_, part) => playPart(range, part, take)),
    );
}

/** Whether this process is such a part; then it plays its seeds and sends what comes of them. */
export function isPart(): boolean {
  if (!process.argv.includes("--child")) return false;
  const jobs = option("jobs", 1);
  const range = {
    from: option("from", 0),
    count: option("count", 0),
    jobs,
    verbose: false,
  };
  playEach(range, { first: option("part", 0), by: jobs }, (result) =>
    process.send?.(result),
  );
  process.disconnect?.();
  return true;
}

import { existsSync } from "node:fs";

export interface Options {
  readonly recordings: string;
  /** Against paths without extension. */
  readonly only: RegExp;
  /** Print every difference. */
  readonly all: boolean;
  /** Rewrite `passing.json` from what passes now. */
  readonly accept: boolean;
}

/** A command line that cannot be followed. */
export interface BadOptions {
  readonly problem: string;
}

export const usage =
  "usage: npm run fidelity -- [--recordings DIR] [--only REGEX] [--all] [--accept]";

export function parseOptions(args: readonly string[]): Options | BadOptions {
  let recordings = "fidelity/recorded";
  let only = "";
  const flags = new Set<string>();
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? "";
    if (arg === "--all" || arg === "--accept") flags.add(arg);
    else if (arg === "--recordings" || arg === "--only") {
      const value = args[++i];
      if (value === undefined) return { problem: `${arg} needs a value` };
      if (arg === "--only") only = value;
      else recordings = value;
    } else return { problem: `unknown argument ${arg}` };
  }
  if (!existsSync(recordings)) return { problem: `there is no folder ${recordings}` };
  const pattern = expression(only);
  if (pattern === undefined)
    return { problem: `--only ${only} is no regular expression` };
  return {
    recordings,
    only: pattern,
    all: flags.has("--all"),
    accept: flags.has("--accept"),
  };
}

function expression(source: string): RegExp | undefined {
  try {
    return new RegExp(source);
  } catch {
    return undefined;
  }
}

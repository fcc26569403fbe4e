import { readFileSync } from "node:fs";

/**
 * Milliseconds of CPU that this thread has had. A machine with other work to do takes wall time away, not this;
 * where the kernel does not tell, it is wall time.
 */
export function threadMs(): number {
  try {
    const [ran = ""] = readFileSync("/proc/thread-self/schedstat", "utf8").split(" ");
    return Number(ran) / 1e6;
  } catch {
    return performance.now();
  }
}

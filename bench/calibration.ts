import { emptyQueue, popEvent, pushEvent } from "../src/sim/event-queue.ts";
import { threadMs } from "./thread-clock.ts";

const pending = 1000;
const operations = 400_000;

/** Delays in µs as a cluster has them: mostly the network, some waits, a few timers. */
function delayAt(i: number): number {
  const chance = Math.imul(i + 1, 0x9e3779b1) >>> 0;
  const share = chance % 100;
  if (share < 80) return 200 + (chance % 1800);
  return share < 95 ? 5000 + (chance % 15_000) : 500_000 + (chance % 29_500_000);
}

/** Events a second of the hold model (take the next, add one) on the engine's own queue with 1,000 pending. */
export function calibrate(): number {
  const queue = emptyQueue();
  const delays = Float64Array.from({ length: 4096 }, (_, i) => delayAt(i));
  for (let i = 0; i < pending; i++) pushEvent(queue, delays[i & 4095] as number);
  const before = threadMs();
  for (let i = 0; i < operations; i++) {
    const now = queue.times[0] as number;
    popEvent(queue);
    pushEvent(queue, now + (delays[i & 4095] as number));
  }
  return (operations / (threadMs() - before)) * 1000;
}

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emptyQueue, nextEventTime, popEvent, pushEvent } from "./event-queue.ts";

/** What a test does to a queue: a time to push at, or null to pop. */
const actions = fc.array(fc.option(fc.nat(50), { freq: 3 }), { maxLength: 400 });

/** Pops by the steps, and at the end all that is left. */
const popped = (steps: readonly (number | null)[]): number[] => {
  const queue = emptyQueue();
  const order: number[] = [];
  let id = 0;
  for (const time of [...steps, ...steps.map(() => null)])
    if (time !== null) queue.as[pushEvent(queue, time)] = id++;
    else if (queue.size > 0) order.push(queue.as[popEvent(queue)] ?? -1);
  return order;
};

/** The same with a list that is searched whole. */
const poppedNaively = (steps: readonly (number | null)[]): number[] => {
  const model: { readonly time: number; readonly id: number }[] = [];
  const order: number[] = [];
  let id = 0;
  for (const time of [...steps, ...steps.map(() => null)]) {
    if (time !== null) model.push({ time, id: id++ });
    else if (model.length > 0) {
      const [first] = model.toSorted((a, b) => a.time - b.time || a.id - b.id);
      order.push(first?.id ?? -1);
      model.splice(
        model.findIndex((event) => event === first),
        1,
      );
    }
  }
  return order;
};

describe("the event queue", () => {
  it("gives events by time, and those of one time in the order in which they were pushed", () => {
    fc.assert(
      fc.property(actions, (steps) => {
        expect(popped(steps)).toEqual(poppedNaively(steps));
      }),
    );
  });

  it("keeps every event when it grows", () => {
    const queue = emptyQueue();
    for (let i = 0; i < 5000; i++) {
      const slot = pushEvent(queue, 5000 - i);
      queue.as[slot] = i;
      queue.payloads[slot] = i;
    }
    for (let i = 4999; i >= 0; i--) {
      const slot = popEvent(queue);
      expect([queue.as[slot], queue.payloads[slot]]).toEqual([i, i]);
    }
    expect(nextEventTime(queue)).toBe(Number.POSITIVE_INFINITY);
  });
});

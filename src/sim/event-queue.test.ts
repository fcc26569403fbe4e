import { fc, it } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { emptyQueue, nextEventTime, popEvent, pushEvent } from "./event-queue.ts";

/** What a test does to a queue: a time to push at, or null to pop. */
const actions = fc.array(fc.option(fc.nat(50), { freq: 3 }), { maxLength: 3000 });

describe("the event queue", () => {
  it.prop([actions])(
    "gives events by time, and those of one time in the order in which they were pushed",
    (steps) => {
      const queue = emptyQueue();
      const model: { time: number; id: number }[] = [];
      let id = 0;
      for (const time of steps) {
        if (time !== null) {
          const slot = pushEvent(queue, time);
          queue.as[slot] = id;
          model.push({ time, id: id++ });
        } else if (model.length > 0) {
          const first = model.toSorted((a, b) => a.time - b.time || a.id - b.id)[0];
          expect(nextEventTime(queue)).toBe(first?.time);
          expect(queue.as[popEvent(queue)]).toBe(first?.id);
          model.splice(
            model.findIndex((event) => event.id === first?.id),
            1,
          );
        }
        expect(queue.size).toBe(model.length);
      }
    },
    20_000,
  );

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

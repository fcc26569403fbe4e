import { expect, it } from "vitest";
import { noteWork, workLog, workOf } from "./work-log.ts";

function told(...ranges: readonly (readonly [number, number])[]) {
  const log = workLog();
  for (const [from, next] of ranges)
    noteWork(log, "billing", {
      kind: "processed",
      partition: { topic: "orders", partition: 0 },
      from,
      next,
    });
  return workOf(log, "billing");
}

it("counts nothing while a group reads on from where it stopped", () => {
  expect(told([0, 10], [10, 25])).toEqual({ processedTwice: 0, passedOver: 0 });
});

it("counts what another member reads again from the committed offset", () => {
  expect(told([0, 30], [20, 40])).toEqual({ processedTwice: 10, passedOver: 0 });
});

it("counts every further time, too", () => {
  expect(told([0, 10], [0, 10], [5, 10]).processedTwice).toBe(15);
});

it("counts what was committed but never processed as passed over", () => {
  expect(told([0, 10], [15, 20])).toEqual({ processedTwice: 0, passedOver: 5 });
});

it("takes back what was passed over when somebody goes back for it", () => {
  expect(told([0, 10], [15, 20], [10, 15])).toEqual({ processedTwice: 0, passedOver: 0 });
});

it("keeps what was passed over when there are too many gaps to keep apart", () => {
  const gaps = Array.from({ length: 100 }, (_, i) => [i * 10, i * 10 + 9] as const);
  expect(told(...gaps).passedOver).toBe(99);
});

it("knows nothing of a consumer without group", () => {
  const log = workLog();
  const partition = { topic: "orders", partition: 0 };
  noteWork(log, "", { kind: "processed", partition, from: 0, next: 5 });
  expect(log.groups).toEqual({});
});

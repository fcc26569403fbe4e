import { expect, it } from "vitest";
import { arrange } from "../../scene/arrange/arrange.ts";
import { arrangeFixture, placedFixture } from "../../scene/arrange/arrange-fixture.ts";
import { gridMove } from "./use-grid-keys.ts";

const at = arrange(
  arrangeFixture({
    partitions: placedFixture("orders", [
      [1, 2, 3],
      [2, 3],
    ]),
  }),
);

it("walks over replicas by arrow keys and stays within the grid", () => {
  expect(gridMove(at, { row: 0, column: -1 }, "ArrowRight")).toEqual({
    row: 0,
    column: 0,
  });
  expect(gridMove(at, { row: 0, column: 2 }, "ArrowRight")).toEqual({
    row: 0,
    column: 2,
  });
  expect(gridMove(at, { row: 0, column: 2 }, "ArrowDown")).toEqual({ row: 1, column: 1 });
  expect(gridMove(at, { row: 0, column: 0 }, "ArrowUp")).toEqual({ row: 0, column: 0 });
  expect(gridMove(at, { row: 1, column: 1 }, "Home")).toEqual({ row: 1, column: -1 });
  expect(gridMove(at, { row: 1, column: 1 }, "x")).toBeNull();
});

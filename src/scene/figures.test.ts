import { expect, it } from "vitest";
import { clockText, counted, grouped, listed, spanText, speedText } from "./figures.ts";

it("groups digits by thin spaces that do not break", () => {
  expect(grouped(12_480)).toBe("12\u202f480");
  expect(grouped(999)).toBe("999");
  expect(grouped(1_234_567)).toBe("1\u202f234\u202f567");
});

it("shows virtual time as a clock and as a span", () => {
  expect(clockText(18_612_000)).toBe("0:18.612");
  expect(clockText(125_000_000)).toBe("2:05.000");
  expect(spanText(9_600_000)).toBe("9.6\u202fs");
  expect(spanText(820_000)).toBe("820\u202fms");
  expect(spanText(124_000_000)).toBe("2\u202fmin 4\u202fs");
});

it("words speeds, counts and lists", () => {
  expect(speedText(0.1)).toBe("1/10×");
  expect(speedText(25)).toBe("25×");
  expect(counted(1, "record")).toBe("1 record");
  expect(counted(2, "record")).toBe("2 records");
  expect(listed([1, 2, 3])).toBe("1, 2 and 3");
});

import { describe, expect, it } from "vitest";
import { silentReport } from "../kafka/report.ts";
import { chain, happeningBook, note } from "./happenings.ts";

describe("happenings", () => {
  it("names as cause the latest of the keys that could have led to it", () => {
    const book = happeningBook();
    note(book, { ...silentReport, text: "killed", key: "fault:1" }, 1);
    note(book, { ...silentReport, text: "cut", key: "link:1" }, 2);
    const because = ["fault:1", "link:1", "never:1"];
    note(book, { ...silentReport, text: "fenced", key: "fenced:1", because }, 3);
    expect(book.list.map(({ id, cause }) => [id, cause])).toEqual([
      [1, 0],
      [2, 0],
      [3, 2],
    ]);
  });

  it("tells the whole chain, oldest first", () => {
    const book = happeningBook();
    note(book, { ...silentReport, text: "killed", key: "fault:1" }, 1);
    note(
      book,
      { ...silentReport, text: "fenced", key: "fenced:1", because: ["fault:1"] },
      2,
    );
    note(book, { ...silentReport, text: "other" }, 3);
    note(book, { ...silentReport, text: "shrunk", because: ["fenced:1"] }, 4);
    expect(chain(book, 4).map(({ text }) => text)).toEqual([
      "killed",
      "fenced",
      "shrunk",
    ]);
  });

  it("keeps the newest when there are too many", () => {
    const book = happeningBook();
    for (let i = 0; i < 6000; i++) note(book, { ...silentReport, text: `${i}` }, i);
    expect(book.list.length).toBeLessThanOrEqual(5000);
    expect(book.list.at(-1)?.text).toBe("5999");
  });
});

import { describe, expect, it } from "vitest";
import { drop, forgetCommitted, journal, put, readCommitted, revert } from "./journal.ts";

describe("the journal of a coordinator's state", () => {
  it("shows a reader only what is committed, and afterwards everything again", () => {
    const state: Record<string, number> = { a: 1, b: 2 };
    const book = journal(10);
    put(book, state, "a", 5);
    put(book, state, "a", 6);
    drop(book, state, "b");
    put(book, state, "c", 7);
    expect(readCommitted(book, () => ({ ...state }))).toEqual({ a: 1, b: 2 });
    expect(state).toEqual({ a: 6, c: 7 });
  });

  it("takes back what a failed append had replayed, and nothing else", () => {
    const state: Record<string, number> = { a: 1 };
    const book = journal(10);
    put(book, state, "a", 2);
    const kept = book.changes.length;
    put(book, state, "a", 3);
    put(book, state, "b", 4);
    drop(book, state, "a");
    revert(book, kept);
    expect(state).toEqual({ a: 2 });
    expect(readCommitted(book, () => ({ ...state }))).toEqual({ a: 1 });
  });

  it("makes a change visible with the first record behind it", () => {
    const state: Record<string, number> = {};
    const book = journal(10);
    put(book, state, "a", 1);
    book.lastWritten = 12;
    put(book, state, "b", 2);
    forgetCommitted(book, 10);
    expect(readCommitted(book, () => ({ ...state }))).toEqual({});
    forgetCommitted(book, 12);
    expect(readCommitted(book, () => ({ ...state }))).toEqual({ a: 1 });
    forgetCommitted(book, 13);
    expect(book.changes).toEqual([]);
  });
});

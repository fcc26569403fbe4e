import { describe, expect, it } from "vitest";
import {
  type JavaHashTable,
  javaHashTable,
  tableAdd,
  tableAddFirst,
  tableHas,
  tableKeys,
  tableRemove,
} from "./java-hash-table.ts";

const ints = (capacity?: number): JavaHashTable<number> =>
  javaHashTable((value: number) => value, capacity);

describe("a Java hash table", () => {
  it("puts a key behind the others of its bucket, computeIfAbsent before them", () => {
    const table = ints();
    for (const key of [1, 17]) tableAdd(table, key);
    expect(tableKeys(table)).toEqual([1, 17]);
    tableAddFirst(table, 33);
    expect(tableKeys(table)).toEqual([33, 1, 17]);
  });

  it("doubles when a put makes it more than three quarters full, with computeIfAbsent one call later", () => {
    const [put, computed] = [ints(4), ints(4)];
    for (const key of [4, 1, 2, 3]) {
      tableAdd(put, key);
      tableAddFirst(computed, key);
    }
    expect(tableKeys(put)).toEqual([1, 2, 3, 4]);
    expect(tableKeys(computed)).toEqual([4, 1, 2, 3]);
    tableAddFirst(computed, 4);
    expect(tableKeys(computed)).toEqual([1, 2, 3, 4]);
  });

  it("forgets a key, but not its size", () => {
    const table = ints(2);
    for (const key of [3, 2, 1]) tableAdd(table, key);
    expect(tableRemove(table, 2)).toBe(true);
    expect(tableRemove(table, 2)).toBe(false);
    expect(tableHas(table, 2)).toBe(false);
    expect(tableKeys(table)).toEqual([1, 3]);
  });
});

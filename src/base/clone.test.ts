import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clonePlain } from "./clone.ts";

describe("a clone of plain data", () => {
  it("equals its source and shares nothing that can change", () => {
    fc.assert(
      fc.property(
        fc.object({ values: [fc.integer(), fc.string(), fc.boolean()] }),
        (source) => {
          const copy = clonePlain(source);
          expect(copy).toEqual(source);
          expect(copy).not.toBe(source);
        },
      ),
    );
  });

  it("keeps a field named __proto__ a field", () => {
    const source = JSON.parse('{"a":{"__proto__":{"b":1}}}') as { a: object };
    const copy = clonePlain(source);
    expect(Object.keys(copy.a)).toEqual(["__proto__"]);
    expect(JSON.stringify(copy)).toBe(JSON.stringify(source));
    expect(Object.getPrototypeOf(copy.a)).toBe(Object.prototype);
  });

  it("keeps two references to one object as two references to one copy", () => {
    const shared = { n: 1 };
    const loop: { self?: object; a: object; b: object } = { a: shared, b: [shared] };
    loop.self = loop;
    const copy = clonePlain(loop);
    expect(copy.self).toBe(copy);
    expect((copy.b as object[])[0]).toBe(copy.a);
    expect(copy.a).not.toBe(shared);
  });

  it("copies typed arrays and shares what is marked as immutable", () => {
    const fixed = { immutable: true as const, value: 1 };
    const source = { fixed, numbers: new Float64Array([1, 2]) };
    const copy = clonePlain(source);
    copy.numbers[0] = 9;
    expect(source.numbers[0]).toBe(1);
    expect(copy.fixed).toBe(fixed);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  readVarint,
  varintSize,
  varlongSize,
  writeVarint,
  writeVarlong,
} from "./varint.ts";

const written = (
  write: (bytes: Uint8Array, at: number, value: number) => number,
  value: number,
): Uint8Array => {
  const bytes = new Uint8Array(10);
  return bytes.slice(0, write(bytes, 0, value));
};

describe("a zig-zag varint", () => {
  it.each([
    [0, "00"],
    [1, "02"],
    [-1, "01"],
    [63, "7e"],
    [64, "8001"],
    [-64, "7f"],
    [-65, "8101"],
    [300, "d804"],
    [8191, "fe7f"],
    [8192, "808001"],
    [2147483647, "feffffff0f"],
    [-2147483648, "ffffffff0f"],
  ])("writes %d as Kafka does", (value, hex) => {
    expect(Buffer.from(written(writeVarint, value)).toString("hex")).toBe(hex);
    expect(varintSize(value)).toBe(hex.length / 2);
  });

  it("reads back every safe integer, in as many bytes as foretold", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (value) => {
        const bytes = written(writeVarlong, value);
        expect(bytes.length).toBe(varlongSize(value));
        expect(readVarint({ bytes, at: 0, end: bytes.length }, 10)).toBe(value);
      }),
    );
  });

  it("of more than five bytes is no int32", () => {
    const bytes = new Uint8Array([0x80, 0x80, 0x80, 0x80, 0x80, 0x01]);
    expect(readVarint({ bytes, at: 0, end: 6 })).toBeUndefined();
  });

  it("that ends within its bytes is not read", () => {
    expect(readVarint({ bytes: new Uint8Array([0x80]), at: 0, end: 1 })).toBeUndefined();
  });
});

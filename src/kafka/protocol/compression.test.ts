import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decompress, loadCompression } from "./compression.ts";
import { lz4Decompress } from "./lz4.ts";
import { snappyDecompress } from "./snappy.ts";
import { utf8Encode } from "./utf8.ts";

describe("a codec", () => {
  it("is loaded when the first batch needs it", async () => {
    await loadCompression("gzip");
    const plain = utf8Encode("value value value");
    expect(decompress("gzip", gzipSync(plain))).toEqual(plain);
    expect(decompress("gzip", plain)).toBeUndefined();
  });

  it("repeats what an LZ4 match reaches back to, also over itself", () => {
    const header = [0x04, 0x22, 0x4d, 0x18, 0x60, 0x40, 0x82];
    // One literal `a`, a match of eight at distance 1, then the last literals `bcdef`.
    const block = [0x14, 0x61, 1, 0, 0x50, 0x62, 0x63, 0x64, 0x65, 0x66];
    const frame = [...header, block.length, 0, 0, 0, ...block, 0, 0, 0, 0];
    expect(lz4Decompress(new Uint8Array(frame))).toEqual(utf8Encode("aaaaaaaaabcdef"));
  });

  it("reads a bare snappy block", () => {
    const block = new Uint8Array([9, 0x00, 0x61, (7 << 2) | 2, 1, 0]);
    expect(snappyDecompress(block)).toEqual(utf8Encode("aaaaaaaaa"));
  });

  it("never fails but by saying so, whatever the bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        const frame = [0x04, 0x22, 0x4d, 0x18, 0x40, 0x40, 0, ...bytes];
        expect(() => snappyDecompress(bytes)).not.toThrow();
        expect(() => lz4Decompress(new Uint8Array(frame))).not.toThrow();
      }),
    );
  });
});

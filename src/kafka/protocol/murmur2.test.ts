import { describe, expect, it } from "vitest";
import { coordinatorPartition, stringHash } from "./coordinator-partition.ts";
import { crc32c } from "./crc32c.ts";
import { murmur2, partitionForKey } from "./murmur2.ts";
import { utf8Decode, utf8Encode } from "./utf8.ts";

describe("Kafka's hashes", () => {
  it("hash an empty key, too", () => {
    expect(murmur2(new Uint8Array())).toBe(275646681);
    expect(partitionForKey(new Uint8Array(), 500)).toBe(181);
  });

  it("put an id whose Java hash is -2^31 on partition 0", () => {
    expect(stringHash("polygenelubricants")).toBe(-2147483648);
    expect(coordinatorPartition("polygenelubricants", 50)).toBe(0);
  });

  it("have the check value of CRC-32C, from any start", () => {
    const bytes = utf8Encode("xx123456789");
    expect(crc32c(bytes, 2)).toBe(0xe3069283);
  });
});

describe("text as UTF-8", () => {
  it.each(["", "plain", "clé", "中文", "🔑 key", "\u0000"])("reads %j back", (text) => {
    expect(utf8Encode(text)).toEqual(new Uint8Array(Buffer.from(text, "utf8")));
    expect(utf8Decode(utf8Encode(text))).toBe(text);
  });

  it("writes a lone surrogate as Java does and reads damage as U+FFFD", () => {
    expect(utf8Encode("\ud800")).toEqual(utf8Encode("?"));
    expect(utf8Decode(new Uint8Array([0x61, 0xff, 0xc3, 0x28]))).toBe("a\ufffd\ufffd(");
  });
});

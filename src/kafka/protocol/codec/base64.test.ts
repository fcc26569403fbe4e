import fc from "fast-check";
import { expect, it } from "vitest";
import { bytesFromBase64, bytesToBase64 } from "./base64.ts";
import { uuidFromText, uuidToText, zeroUuid } from "./uuid.ts";

it("writes and reads base64 as Node does", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
      const text = Buffer.from(bytes).toString("base64");
      expect(bytesToBase64(bytes)).toBe(text);
      expect(bytesFromBase64(text)).toEqual(bytes);
    }),
  );
});

it("knows what is no base64", () => {
  for (const text of ["a", "a===", "ab=c", "a b=", "-_=="])
    expect(bytesFromBase64(text)).toBe(undefined);
});

it("writes ids in Kafka's text form", () => {
  expect(uuidToText(new Uint8Array(16))).toBe(zeroUuid);
  const all = new Uint8Array(16).fill(255);
  expect(uuidToText(all)).toBe("_____________________w");
  expect(uuidFromText("_____________________w")).toEqual(all);
  expect(uuidFromText("short")).toBe(undefined);
});

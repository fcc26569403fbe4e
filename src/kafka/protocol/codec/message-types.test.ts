import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { messageTypes } from "./message-types.ts";

it("has written messages.ts from the schema as it is now; if not, run `npm run generate`", () => {
  const written = readFileSync(new URL("../messages.ts", import.meta.url), "utf8");
  expect(written === messageTypes()).toBe(true);
});

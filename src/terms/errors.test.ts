import { expect, it } from "vitest";
import { errorCode, errorName, errorNamed, errorOfCode, isErrorName } from "./errors.ts";

it("finds errors by name and by code", () => {
  expect(errorCode("NOT_ENOUGH_REPLICAS_AFTER_APPEND")).toBe(20);
  expect(errorName(6)).toBe("NOT_LEADER_OR_FOLLOWER");
  expect(errorName(30_000)).toBe("UNKNOWN_SERVER_ERROR");
  expect(isErrorName("NONE") && !isErrorName("toString")).toBe(true);
});

it("knows which errors send a client to ask for metadata", () => {
  expect(errorOfCode(5).refreshesMetadata).toBe(true);
  expect(errorNamed("UNKNOWN_LEADER_EPOCH")).toMatchObject({
    retriable: true,
    refreshesMetadata: false,
  });
});

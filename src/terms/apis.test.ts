import { expect, it } from "vitest";
import { apiOfKey, apis, requestHeaderVersion, responseHeaderVersion } from "./apis.ts";

it("lists every API under its own key", () => {
  expect(apis.map((api) => api.key)).toEqual(apis.map((_, key) => key));
  expect(apiOfKey(93)).toBe(undefined);
});

it("answers ApiVersions with header 0 in every version", () => {
  expect(requestHeaderVersion("ApiVersions", 4)).toBe(2);
  expect(responseHeaderVersion("ApiVersions", 4)).toBe(0);
  expect(responseHeaderVersion("Metadata", 8)).toBe(0);
  expect(responseHeaderVersion("Metadata", 9)).toBe(1);
});

import { expect, it } from "vitest";
import {
  metadataVersionOfLevel,
  metadataVersions,
  productionMetadataLevel,
} from "./features.ts";

it("gives a new 4.3 cluster the features of level 30", () => {
  expect(metadataVersionOfLevel(productionMetadataLevel)).toMatchObject({
    version: "4.3-IV0",
    featureDefaults: { "transaction.version": 2, "share.version": 1 },
  });
});

it("takes nothing that came later back to an earlier level", () => {
  const first = metadataVersions[0];
  expect(first?.featureDefaults["kraft.version"]).toBe(0);
  expect(first?.versions.registerControllerRecord).toBe(null);
});

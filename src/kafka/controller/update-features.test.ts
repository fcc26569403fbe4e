import { describe, expect, it } from "vitest";
import { incrementalAlterConfigs } from "./config-control.ts";
import {
  answerOf,
  type ClusterFixture,
  contextOf,
  startCluster,
} from "./controller-fixture.ts";
import { featureLevel } from "./metadata-image.ts";
import { updateFeatures } from "./update-features.ts";

type Update = readonly [feature: string, level: number, upgradeType?: number];

function update(
  cluster: ClusterFixture,
  updates: readonly Update[],
  { version = 2, validateOnly = false } = {},
) {
  const request = {
    timeoutMs: 1000,
    featureUpdates: updates.map(([feature, maxVersionLevel, upgradeType = 1]) => ({
      feature,
      maxVersionLevel,
      upgradeType,
      allowDowngrade: false,
    })),
    validateOnly,
  };
  cluster.log.length = 0;
  return answerOf(
    cluster,
    updateFeatures(cluster.state, request, contextOf(cluster, version)),
  );
}

const levelOf = ({ state }: ClusterFixture, name: string): number =>
  featureLevel(state.image, name);

const group = "group.version";
const elr = "eligible.leader.replicas.version";

describe("UpdateFeatures", () => {
  it("goes down when told so, and up again", () => {
    const cluster = startCluster(3);
    expect(update(cluster, [[group, 0]]).errorMessage).toContain(
      "Can't downgrade the version of this feature without setting the upgrade type",
    );
    expect(update(cluster, [[group, 0, 2]]).errorCode).toBe(0);
    expect(levelOf(cluster, group)).toBe(0);
    expect(update(cluster, [[group, 1, 2]]).errorMessage).toContain(
      "Can't downgrade to a newer version.",
    );
    expect(update(cluster, [[group, 1]]).errorCode).toBe(0);
    expect(levelOf(cluster, group)).toBe(1);
  });

  it("does nothing when it only validates, and nothing at all when one of several is refused", () => {
    const cluster = startCluster(3);
    expect(update(cluster, [[group, 0, 2]], { validateOnly: true }).errorCode).toBe(0);
    expect(
      update(cluster, [
        [group, 0, 2],
        ["share.version", 9],
      ]).errorCode,
    ).toBe(95);
    expect(cluster.log).toEqual([]);
    expect(levelOf(cluster, group)).toBe(1);
  });

  it("tells of each feature before version 2, and of all together from there on", () => {
    const cluster = startCluster(3);
    const named = update(cluster, [[group, 1]], { version: 1 }).results;
    expect(named.map(({ feature }) => feature)).toEqual([group]);
    expect(update(cluster, [[group, 1]]).results).toEqual([]);
  });

  it("refuses levels that a node does not speak, unknown features and unknown kinds of upgrade", () => {
    const cluster = startCluster(3);
    const why = (...one: Update): string | null =>
      update(cluster, [one]).errorMessage?.split(" had an error: ")[1] ?? null;
    expect(why(group, 2)).toBe(
      `Invalid update version 2 for feature ${group}. Local controller 101 only supports versions 0-1`,
    );
    expect(why("no.such.feature", 1)).toContain("does not support this feature.");
    expect(why(group, 0, 7)).toContain("does not support the given upgrade type.");
    expect(why(group, -1)).toContain("A feature version cannot be less than 0.");
  });

  it("takes a metadata version down only past versions that changed nothing", () => {
    const cluster = startCluster(3, { "metadata.version": 29, "streams.version": 0 });
    const metadata = "metadata.version";
    expect(update(cluster, [[metadata, 26, 2]]).errorCode).toBe(0);
    expect(levelOf(cluster, metadata)).toBe(26);
    expect(update(cluster, [[metadata, 30]]).errorCode).toBe(0);
    expect(update(cluster, [[metadata, 29, 2]]).errorMessage).toContain(
      "because it might delete metadata information.",
    );
    expect(update(cluster, [[metadata, 29, 3]]).errorMessage).toContain(
      "Unsafe metadata downgrade is not supported",
    );
  });

  it("asks for the metadata version that a feature depends on", () => {
    const cluster = startCluster(3, {
      "metadata.version": 22,
      [elr]: 0,
      "share.version": 0,
      "streams.version": 0,
      "transaction.version": 0,
    });
    expect(update(cluster, [[elr, 1]]).errorMessage).toContain(
      `${elr} could not be set to 1 because it depends on metadata.version level 23`,
    );
    expect(
      update(cluster, [
        ["metadata.version", 23],
        [elr, 1],
      ]).errorCode,
    ).toBe(0);
    expect(levelOf(cluster, elr)).toBe(1);
  });

  it("makes min.insync.replicas the cluster's own when ELRs begin (KIP-966)", () => {
    const cluster = startCluster(3, { [elr]: 0 });
    answerOf(
      cluster,
      incrementalAlterConfigs(cluster.state, {
        resources: [
          {
            resourceType: 4,
            resourceName: "2",
            configs: [{ name: "min.insync.replicas", configOperation: 0, value: "2" }],
          },
        ],
        validateOnly: false,
      }),
    );
    update(cluster, [[elr, 1]]);
    const name = "min.insync.replicas";
    const type = "CONFIG_RECORD";
    expect(cluster.log).toEqual([
      { type: "FEATURE_LEVEL_RECORD", name: elr, featureLevel: 1 },
      { type, resourceType: 4, resourceName: "", name, value: "1" },
      { type, resourceType: 4, resourceName: "2", name, value: null },
    ]);
  });
});

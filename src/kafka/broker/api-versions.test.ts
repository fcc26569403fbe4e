import { describe, expect, it } from "vitest";
import { clusterFromText } from "../../testing/cluster-text.ts";

const drawn = `
  orders-0  leader 1  epoch 1  isr 1
    broker 1 | a |  hw 1
`;
const named = { clientSoftwareName: "h", clientSoftwareVersion: "1.0" };

describe("ApiVersions", () => {
  it("tells the levels that a broker speaks and those that the cluster has agreed on", () => {
    const cluster = clusterFromText(drawn);
    cluster.submit({ kind: "updateFeature", feature: "group.version", level: 0 });
    cluster.run(1_000_000);
    const { answer } = cluster.ask(1, "ApiVersions", 4, named);
    const names = answer.finalizedFeatures.map(({ name }) => name);
    expect(names).toContain("metadata.version");
    expect(names).not.toContain("group.version");
    expect(answer.finalizedFeaturesEpoch).toBeGreaterThan(0);
    const supported = answer.supportedFeatures.find(
      ({ name }) => name === "group.version",
    );
    expect(supported).toEqual({ name: "group.version", minVersion: 0, maxVersion: 1 });
  });

  it("keeps ranges that begin at 0 from clients that do not understand them (KAFKA-17011)", () => {
    const { answer } = clusterFromText(drawn).ask(1, "ApiVersions", 3, named);
    expect(answer.supportedFeatures.map(({ name }) => name)).toEqual([
      "metadata.version",
    ]);
  });

  it("answers a version that is too new with the ones it has, and refuses a name of software that is none", () => {
    const cluster = clusterFromText(drawn);
    const tooNew = cluster.ask(1, "ApiVersions", 9, named).answer;
    expect(tooNew).toMatchObject({
      errorCode: 35,
      apiKeys: [{ apiKey: 18, minVersion: 0, maxVersion: 4 }],
    });
    const unnamed = { clientSoftwareName: "-", clientSoftwareVersion: "1" };
    expect(cluster.ask(1, "ApiVersions", 4, unnamed).answer.errorCode).toBe(42);
  });
});

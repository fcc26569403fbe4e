import { expect, it } from "vitest";
import { parseScenario } from "../../scenario/parse.ts";
import { firstDraft, ownCluster } from "./own-cluster.ts";

it("makes a scenario of what is offered, with its racks in bands", () => {
  const parsed = parseScenario(ownCluster({ ...firstDraft, brokers: "5", racks: "2" }));
  expect(parsed).toMatchObject({
    kind: "scenario",
    scenario: {
      cluster: {
        brokers: ["a", "a", "a", "b", "b"].map((rack, i) => ({ id: i + 1, rack })),
        controllers: [{ id: 101 }, { id: 102 }, { id: 103 }],
      },
    },
  });
});

it("makes brokers that are controllers too", () => {
  const parsed = parseScenario(ownCluster({ ...firstDraft, roles: "combined" }));
  expect(parsed).toMatchObject({
    kind: "scenario",
    scenario: { cluster: { controllers: [], combined: 3 } },
  });
});

it("leaves what cannot be to the reader, which names its path", () => {
  const draft = { ...firstDraft, brokers: "99", replicationFactor: "x" };
  const parsed = parseScenario(ownCluster(draft));
  const paths = parsed.kind === "problems" ? parsed.problems.map(({ path }) => path) : [];
  expect(paths).toContain("/cluster/brokers");
  expect(paths).toContain("/topics/0/replicationFactor");
});

import { describe, expect, it } from "vitest";
import {
  defaultConsumerSettings,
  defaultProducerSettings,
} from "../../contract/client-settings.ts";
import type { ConsumerView, ProducerView } from "../../contract/client-view.ts";
import { type ExperimentWorld, filled, firstDraft, specOf } from "./experiment-draft.ts";

const member = (id: string, instance?: string): ConsumerView => ({
  id,
  api: "consumer",
  status: "running",
  pollingPaused: false,
  subscription: { kind: "topics", topics: ["orders"] },
  settings: {
    ...defaultConsumerSettings,
    config: {
      "group.id": "billing",
      ...(instance === undefined ? {} : { "group.instance.id": instance }),
    },
  },
  group: "billing",
  memberId: "",
  epoch: -1,
  memberState: "",
  consumed: 0,
  processed: 0,
  lastPollUs: -1,
  positions: [],
  processedPerTenth: [],
  lastError: "",
  errors: [],
});

const producer = { id: "checkout", settings: defaultProducerSettings } as ProducerView;

const world: ExperimentWorld = {
  producers: [producer],
  consumers: [member("billing-1", "one"), member("billing-2")],
  partitions: { orders: 3 },
};

describe("the form of an experiment", () => {
  it("begins with a sweep of the first producer", () => {
    expect(specOf(filled(firstDraft, world), world)).toEqual({
      kind: "sweep",
      parameter: "linger.ms",
      values: ["0", "5", "20", "50", "100"],
      producer: "checkout",
      recordsPerSecond: 1_000,
      forUs: 5_000_000,
    });
  });

  it("lets a further member join that is like the first, under a name and without an instance id of its own", () => {
    const draft = filled({ ...firstDraft, kind: "protocols" }, world);
    const spec = specOf(draft, world);
    expect(spec).toMatchObject({
      kind: "protocols",
      group: "billing",
      command: {
        kind: "startConsumer",
        consumer: {
          id: "billing-1-2",
          settings: { config: { "group.id": "billing" } },
        },
      },
    });
    expect(JSON.stringify(spec)).not.toContain("group.instance.id");
  });

  it("does to a member or its topic what was chosen", () => {
    const draft = filled({ ...firstDraft, kind: "protocols" }, world);
    const command = (deed: typeof draft.deed): unknown => {
      const spec = specOf({ ...draft, deed }, world);
      return typeof spec === "object" && spec.kind === "protocols" ? spec.command : spec;
    };
    expect(command("crash")).toEqual({ kind: "killClient", id: "billing-1" });
    expect(command("leave")).toEqual({ kind: "closeClient", id: "billing-1" });
    expect(command("partitions")).toEqual({
      kind: "createPartitions",
      topic: "orders",
      count: 6,
    });
  });

  it("says what is missing", () => {
    const empty = { producers: [], consumers: [], partitions: {} };
    expect(specOf(filled(firstDraft, empty), empty)).toBe(
      "There is no producer; add one first.",
    );
    expect(specOf({ ...firstDraft, kind: "protocols" }, empty)).toBe(
      "No consumer is in a group; add one with a group.id first.",
    );
    expect(specOf({ ...filled(firstDraft, world), values: " , " }, world)).toBe(
      "Name one to twenty values.",
    );
    expect(specOf({ ...filled(firstDraft, world), seconds: "x" }, world)).toBe(
      "Measure between 0 and 600 seconds.",
    );
  });
});

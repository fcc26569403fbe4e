import { describe, expect, it } from "vitest";
import { alterClientQuotas } from "./alter-client-quotas.ts";
import { applyRecord } from "./apply-record.ts";
import type { QuotaEntityPart } from "./client-quota.ts";
import { startCluster } from "./controller-fixture.ts";
import type { ControllerState } from "./controller-state.ts";
import { describeClientQuotas } from "./describe-client-quotas.ts";
import { imageRecords } from "./image-records.ts";
import { emptyMetadataImage } from "./metadata-image.ts";

interface Op {
  readonly key: string;
  readonly value: number;
  readonly remove: boolean;
}

const set = (key: string, value: number): Op => ({ key, value, remove: false });
const part = (entityType: string, entityName: string | null): QuotaEntityPart => ({
  entityType,
  entityName,
});

/** Alters the quotas of one entity and takes the records in. */
function alter(
  state: ControllerState,
  entity: readonly QuotaEntityPart[],
  ops: readonly Op[],
): string | null {
  const { records, response } = alterClientQuotas(state, {
    entries: [{ entity, ops }],
    validateOnly: false,
  });
  for (const record of records) applyRecord(state.image, record, 1);
  const [first] = response.entries;
  return first?.errorCode === 0 ? null : (first?.errorMessage ?? "");
}

describe("client quotas", () => {
  it("are refused for whom and what Kafka knows no quota", () => {
    const { state } = startCluster(1);
    const rate = [set("producer_byte_rate", 5)];
    expect(alter(state, [], rate)).toBe("Invalid empty client quota entity");
    expect(alter(state, [part("team", "a")], rate)).toBe(
      "Unhandled client quota entity type: team",
    );
    expect(alter(state, [part("user", "")], rate)).toBe("Empty user not supported");
    expect(alter(state, [part("user", "u")], [set("speed", 5)])).toBe(
      "Invalid configuration key speed",
    );
    expect(alter(state, [part("user", "u")], [set("producer_byte_rate", 1.5)])).toBe(
      "Configuration producer_byte_rate must be a Long value",
    );
    expect(alter(state, [part("ip", "10.0.0.1")], rate)).toBe(
      "Invalid configuration key producer_byte_rate",
    );
    expect(state.image.clientQuotas).toEqual({});
  });

  it("are kept by entity whatever the order of its parts, and go key by key", () => {
    const { state } = startCluster(1);
    const both = [part("user", "u"), part("client-id", null)];
    expect(alter(state, both, [set("producer_byte_rate", 5)])).toBeNull();
    expect(alter(state, both.toReversed(), [set("request_percentage", 50)])).toBeNull();
    const [only, ...others] = Object.values(state.image.clientQuotas);
    expect(others).toEqual([]);
    expect(only?.values).toEqual({ producer_byte_rate: 5, request_percentage: 50 });
    alter(state, both, [{ key: "producer_byte_rate", value: 0, remove: true }]);
    alter(state, both, [{ key: "request_percentage", value: 0, remove: true }]);
    expect(state.image.clientQuotas).toEqual({});
  });

  it("survive a snapshot", () => {
    const { state } = startCluster(1);
    alter(state, [part("client-id", "c")], [set("consumer_byte_rate", 1000)]);
    const again = emptyMetadataImage();
    for (const record of imageRecords(state.image)) applyRecord(again, record, 1);
    expect(again.clientQuotas).toEqual(state.image.clientQuotas);
  });

  it("are described by exact name, by default, and by type", () => {
    const { state } = startCluster(1);
    alter(state, [part("user", "u")], [set("producer_byte_rate", 1)]);
    alter(state, [part("user", null)], [set("producer_byte_rate", 2)]);
    alter(
      state,
      [part("user", "u"), part("client-id", "c")],
      [set("producer_byte_rate", 3)],
    );
    const values = (
      matchType: number,
      match: string | null,
      strict: boolean,
    ): number[] | undefined =>
      describeClientQuotas(state.image, {
        components: [{ entityType: "user", matchType, match }],
        strict,
      }).entries?.flatMap((entry) => entry.values.map(({ value }) => value));
    expect(values(0, "u", true)).toEqual([1]);
    expect(values(0, "u", false)).toEqual([1, 3]);
    expect(values(1, null, true)).toEqual([2]);
    expect(values(2, null, false)).toEqual([1, 2, 3]);
    expect(
      describeClientQuotas(state.image, {
        components: [{ entityType: "user", matchType: 0, match: null }],
        strict: true,
      }).errorMessage,
    ).toMatch("MATCH_TYPE_EXACT");
  });
});

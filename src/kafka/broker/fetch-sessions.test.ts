import { describe, expect, it } from "vitest";
import type { Context } from "../context.ts";
import { emptyMetadataImage } from "../controller/metadata-image.ts";
import { errors } from "../error-codes.ts";
import type { Broker } from "./broker.ts";
import { fetchScope, openSession, type SessionRequest } from "./fetch-sessions.ts";

const context = {
  effects: { nowUs: () => 0, draw: () => 41 },
} as unknown as Context;

const newBroker = (): Broker =>
  ({ sessions: {}, image: emptyMetadataImage() }) as unknown as Broker;

const asked = (partition: number, fetchOffset: number): object => ({
  partition,
  fetchOffset,
  currentLeaderEpoch: -1,
  lastFetchedEpoch: -1,
  logStartOffset: -1,
  partitionMaxBytes: 1000,
});

const request = (
  sessionId: number,
  sessionEpoch: number,
  partitions: readonly object[],
  forgotten: readonly number[] = [],
): SessionRequest =>
  ({
    sessionId,
    sessionEpoch,
    topics: [{ topic: "", topicId: "t", partitions }],
    forgottenTopicsData: [{ topic: "", topicId: "t", partitions: forgotten }],
  }) as SessionRequest;

function opened(broker: Broker): number {
  const scope = fetchScope(
    context,
    broker,
    request(0, 0, [asked(0, 5), asked(1, 6)]),
    true,
  );
  expect(scope.opens).toBe(true);
  return openSession(context, broker, scope.asks, true);
}

const offsets = (broker: Broker, body: SessionRequest): (readonly number[])[] =>
  fetchScope(context, broker, body, true).asks.map(({ index, fetchOffset }) => [
    index,
    fetchOffset,
  ]);

describe("a fetch session at its broker", () => {
  it("remembers what was asked and takes only changes", () => {
    const broker = newBroker();
    const id = opened(broker);
    expect(id).toBe(42);
    expect(offsets(broker, request(id, 1, [asked(1, 9)]))).toEqual([
      [0, 5],
      [1, 9],
    ]);
    expect(offsets(broker, request(id, 2, [asked(2, 1)], [0]))).toEqual([
      [1, 9],
      [2, 1],
    ]);
  });

  it("refuses an epoch that is not the next, and an id that it does not know", () => {
    const broker = newBroker();
    const id = opened(broker);
    const error = (body: SessionRequest): number =>
      fetchScope(context, broker, body, true).error;
    expect(error(request(id, 2, []))).toBe(errors.INVALID_FETCH_SESSION_EPOCH);
    expect(error(request(id, 1, []))).toBe(0);
    expect(error(request(id, 1, []))).toBe(errors.INVALID_FETCH_SESSION_EPOCH);
    expect(error(request(9, 1, []))).toBe(errors.FETCH_SESSION_ID_NOT_FOUND);
    const byName = fetchScope(context, broker, request(id, 2, []), false);
    expect(byName.error).toBe(errors.FETCH_SESSION_TOPIC_ID_ERROR);
  });

  it("ends when nothing is left in it, or when a full fetch names it", () => {
    const broker = newBroker();
    fetchScope(context, broker, request(opened(broker), 1, [], [0, 1]), true);
    expect(broker.sessions).toEqual({});
    fetchScope(context, broker, request(opened(broker), 0, [asked(0, 0)]), true);
    expect(broker.sessions).toEqual({});
  });

  it("begins also with a full fetch of nothing", () => {
    const broker = newBroker();
    const scope = fetchScope(context, broker, request(0, 0, []), true);
    expect(openSession(context, broker, scope.asks, true)).toBe(42);
    expect(offsets(broker, request(42, 1, [asked(0, 3)]))).toEqual([[0, 3]]);
  });
});

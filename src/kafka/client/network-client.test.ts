import { describe, expect, it } from "vitest";
import { present } from "../../base/assert.ts";
import type { Effects } from "../../sim/effects.ts";
import type { RequestMessage, ResponseMessage } from "../protocol/envelope.ts";
import {
  answered,
  ask,
  type Channel,
  channelTo,
  connectionLost,
  type NetworkClient,
  networkClient,
  sweep,
} from "./network-client.ts";

interface Sent {
  readonly connection: number;
  readonly correlationId: number;
}

/** A world that writes down what the client does to it. */
class Notes {
  nowUs = 0;
  connections = 0;
  readonly sent: Sent[] = [];
  readonly closed: number[] = [];
  readonly timers: { readonly atUs: number; readonly argument: unknown }[] = [];

  readonly effects: Effects = {
    nowUs: () => this.nowUs,
    self: () => 0,
    connect: () => ++this.connections,
    send: (connection, payload) => {
      const { correlationId } = payload as RequestMessage;
      this.sent.push({ connection, correlationId });
    },
    close: (connection) => this.closed.push(connection),
    after: (delayUs, _, argument) =>
      this.timers.push({ atUs: this.nowUs + delayUs, argument }),
    afterFlush: () => {},
    draw: () => 0,
    drawBits: () => 0,
    exit: () => {},
  };
}

const open = (): { notes: Notes; client: NetworkClient; channel: Channel } => {
  const client = networkClient("c", 1);
  return { notes: new Notes(), client, channel: channelTo(client, 7, 2) };
};

const request = (timeoutUs: number, isAnswered = true): Parameters<typeof ask>[3] => ({
  api: 3,
  version: 1,
  body: {},
  purpose: 1,
  context: timeoutUs,
  timeoutUs,
  bytes: 0,
  answered: isAnswered,
});

const response = (correlationId: number): ResponseMessage => ({
  kind: "response",
  immutable: true,
  api: 3,
  version: 1,
  correlationId,
  body: {},
});

describe("a client's channel", () => {
  it("opens one connection for all its requests and numbers them", () => {
    const { notes, client, channel } = open();
    ask(notes.effects, client, channel, request(100));
    ask(notes.effects, client, channel, request(100));
    expect(notes.sent).toEqual([
      { connection: 1, correlationId: 1 },
      { connection: 1, correlationId: 2 },
    ]);
  });

  it("matches answers with requests in order", () => {
    const { notes, client, channel } = open();
    ask(notes.effects, client, channel, request(100));
    ask(notes.effects, client, channel, request(200));
    expect(answered(client, 1, response(2))).toBeUndefined();
    expect(answered(client, 1, response(1))?.context).toBe(100);
    expect(answered(client, 1, response(2))?.context).toBe(200);
  });

  it("gives its connection up, with all that is in flight, when a request is overdue", () => {
    const { notes, client, channel } = open();
    ask(notes.effects, client, channel, request(500));
    notes.nowUs = 100;
    ask(notes.effects, client, channel, request(100));
    notes.nowUs = 200;
    expect(sweep(notes.effects, client, 7).map(({ context }) => context)).toEqual([
      500, 100,
    ]);
    expect(notes.closed).toEqual([1]);
    expect(answered(client, 1, response(1))).toBeUndefined();
    ask(notes.effects, client, channel, request(100));
    expect(notes.sent.at(-1)?.connection).toBe(2);
  });

  it("looks again when the next request is due", () => {
    const { notes, client, channel } = open();
    ask(notes.effects, client, channel, request(100));
    ask(notes.effects, client, channel, request(300));
    answered(client, 1, response(1));
    notes.nowUs = 100;
    expect(sweep(notes.effects, client, 7)).toEqual([]);
    expect(notes.timers.at(-1)).toEqual({ atUs: 300, argument: 7 });
  });

  it("expects no answer to acks=0", () => {
    const { notes, client, channel } = open();
    ask(notes.effects, client, channel, request(100, false));
    expect(channel.inFlight).toEqual([]);
    expect(notes.timers).toEqual([]);
  });

  it("fails what was in flight when the other end closes", () => {
    const { notes, client, channel } = open();
    ask(notes.effects, client, channel, request(100));
    const lost = present(connectionLost(client, 1), "channel");
    expect(lost.failed.map(({ context }) => context)).toEqual([100]);
    expect(channel.connection).toBe(0);
    expect(connectionLost(client, 1)).toBeUndefined();
  });
});

import { describe, expect, it } from "vitest";
import { errors } from "../error-codes.ts";
import { isFullFetch, reopen, sessionAnswered, sessionEnd } from "./fetch-session.ts";

const opened = { errorCode: 0, sessionId: 7 };

describe("the asking end of a fetch session", () => {
  it("opens with a full fetch and counts epochs from 1", () => {
    const session = sessionEnd();
    expect(isFullFetch(session)).toBe(true);
    expect(sessionAnswered(session, opened)).toBe(true);
    expect(session).toEqual({ id: 7, epoch: 1 });
    sessionAnswered(session, opened);
    expect(session).toEqual({ id: 7, epoch: 2 });
  });

  it("goes from the last epoch to 1, as 0 would open a new session", () => {
    const session = { id: 7, epoch: 0x7fffffff };
    sessionAnswered(session, opened);
    expect(session.epoch).toBe(1);
  });

  it("fetches in full while the broker gives it no session", () => {
    const session = sessionEnd();
    expect(sessionAnswered(session, { errorCode: 0, sessionId: 0 })).toBe(true);
    expect(isFullFetch(session)).toBe(true);
  });

  it("forgets a session that the broker does not know, and closes one whose epoch is wrong", () => {
    const unknown = { id: 7, epoch: 3 };
    const code = errors.FETCH_SESSION_ID_NOT_FOUND;
    expect(sessionAnswered(unknown, { errorCode: code, sessionId: 0 })).toBe(false);
    expect(unknown).toEqual({ id: 0, epoch: 0 });
    const wrong = { id: 7, epoch: 3 };
    const epochCode = errors.INVALID_FETCH_SESSION_EPOCH;
    expect(sessionAnswered(wrong, { errorCode: epochCode, sessionId: 0 })).toBe(false);
    expect(wrong).toEqual({ id: 7, epoch: 0 });
  });

  it("closes its session with the next fetch when the connection was lost", () => {
    const session = { id: 7, epoch: 3 };
    reopen(session);
    expect(session).toEqual({ id: 7, epoch: 0 });
  });
});

import { describe, expect, it } from "vitest";
import { adminKind } from "./admin-kind.ts";
import { addClientKind, clientKind } from "./client-kinds.ts";

describe("the kinds of clients", () => {
  it("are missing, by the name of what loads them, until they were added", () => {
    expect(() => clientKind("streams" as never)).toThrow(/operator-requests.ts.*streams/);
  });

  it("may be added again, as a page does that loads its second part anew", () => {
    addClientKind("admin", adminKind);
    addClientKind("admin", adminKind);
    expect(clientKind("admin")).toBe(adminKind);
  });

  it("are one for each name", () => {
    addClientKind("admin", adminKind);
    expect(() => addClientKind("admin", { ...adminKind })).toThrow(/one kind/);
  });
});

import { expect, it } from "vitest";
import type { RequestView } from "../../contract/request-view.ts";
import { choicesOf, passes, type RequestFilter } from "./filter.ts";

const everything: RequestFilter = { api: "", node: "", client: "", errorsOnly: false };

const produce: RequestView = {
  id: 1,
  api: 0,
  version: 12,
  correlationId: 1,
  clientId: "checkout",
  from: "checkout",
  to: "broker 1",
  stage: "answered",
  sentUs: 0,
  requestUs: 1,
  queueUs: 0,
  handlingUs: 1,
  waitUs: 1,
  responseUs: 1,
  error: 0,
};
const fetch: RequestView = { ...produce, id: 2, api: 1, from: "broker 2", error: 6 };

it("lists requests by API, node, client and error", () => {
  const by = (change: Partial<RequestFilter>): number[] =>
    [produce, fetch]
      .filter((one) => passes({ ...everything, ...change }, one))
      .map(({ id }) => id);
  expect(by({})).toEqual([1, 2]);
  expect(by({ api: "Fetch" })).toEqual([2]);
  expect(by({ node: "broker 1" })).toEqual([1, 2]);
  expect(by({ node: "broker 2" })).toEqual([2]);
  expect(by({ client: "checkout" })).toEqual([1]);
  expect(by({ errorsOnly: true })).toEqual([2]);
});

it("counts a request that a link holds back as trouble", () => {
  expect(passes({ ...everything, errorsOnly: true }, { ...produce, stage: "held" })).toBe(
    true,
  );
});

it("offers the APIs, nodes and clients that were seen", () => {
  expect(choicesOf([produce, fetch])).toEqual({
    apis: ["Fetch", "Produce"],
    nodes: ["broker 1", "broker 2"],
    clients: ["checkout"],
  });
});

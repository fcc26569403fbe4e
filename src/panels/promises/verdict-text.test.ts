import { expect, it } from "vitest";
import type { FindingView, RiskView } from "../../contract/guarantee.ts";
import { riskWords, whyAllowed } from "./verdict-text.ts";

const risk: RiskView = {
  fault: "losesDisk",
  broker: 2,
  records: 41,
  from: 10,
  to: 51,
  byAcksAll: 41,
};
const finding: FindingView = {
  id: 1,
  invariant: "R16",
  verdict: "expected",
  partition: "orders-0",
  records: 2,
  reference: "",
  text: "2 records of orders-0 acknowledged with acks=1 are lost",
};

it("names the next fault, the records and their offsets", () => {
  expect(riskWords(risk, "orders-1")).toBe(
    "If the disk of broker 2 is lost, 41 acknowledged records of orders-1 are gone (offsets 10 to 50): it is the last in-sync replica.",
  );
  expect(riskWords({ ...risk, fault: "dies", records: 1 }, "orders-1")).toContain(
    "If broker 2 dies now and another replica leads, 1 acknowledged record of orders-1 is gone",
  );
});

it("says why Kafka allows a loss, by its proposal or by acks", () => {
  expect(whyAllowed({ ...finding, reference: "KIP-966" })).toContain("ELR");
  expect(whyAllowed(finding)).toContain("acks=1 asks for the leader alone");
  expect(whyAllowed({ ...finding, verdict: "engineBug" })).toContain("report it");
});

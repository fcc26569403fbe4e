import { expect, it } from "vitest";
import { scenario } from "../../scenario/build.ts";
import { oracle } from "../oracle.ts";
import { Run } from "../run.ts";
import { detailOf } from "./detail.ts";

const orders = scenario().brokers(1).topic("orders").build();

function bytesOf(key: string, value: string) {
  const run = new Run(orders, oracle);
  run.lookWith(detailOf);
  run.warmUp();
  const record = { topic: "orders", partition: 0, key, value, acks: -1 } as const;
  run.submit({ kind: "produce", record });
  run.advance({ virtualUs: 3_000_000, events: 100_000 });
  const on = {
    kind: "record",
    topic: "orders",
    partition: 0,
    broker: 1,
    offset: 0,
  } as const;
  run.submit({ kind: "focus", on });
  return run.advance({ virtualUs: 0, events: 0 }).detail?.bytes ?? [];
}

it("shows a batch's header and a record in the bytes of a segment, field by field", () => {
  const [header, record] = bytesOf("k1", "hello");
  const value = (name: string): string | undefined =>
    [...(header?.fields ?? []), ...(record?.fields ?? [])].find(
      (field) => field.name === name,
    )?.value;
  expect(header?.bytes.length).toBe(61);
  expect(value("baseOffset")).toBe("0");
  expect(value("magic")).toBe("2");
  expect(value("recordsCount")).toBe("1");
  expect(value("key")).toBe("k1");
  expect(value("value")).toBe("hello");
  expect(value("headersCount")).toBe("0");
});

it("leaves no byte between two fields", () => {
  for (const part of bytesOf("k1", "hello")) {
    let at = 0;
    for (const { from, to } of part.fields) {
      expect(from).toBe(at);
      at = to;
    }
    expect(at).toBe(part.bytes.length);
  }
});

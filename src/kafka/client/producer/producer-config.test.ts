import { expect, it } from "vitest";
import { readProducerConfig } from "./producer-config.ts";

const read = (config: Readonly<Record<string, string>>) => readProducerConfig(config, 40);

it("is idempotent unless another config is in its way", () => {
  expect(read({}).isIdempotent).toBe(true);
  expect(read({ acks: "1" }).isIdempotent).toBe(false);
  expect(read({ retries: "0" }).isIdempotent).toBe(false);
  expect(read({ "max.in.flight.requests.per.connection": "6" }).isIdempotent).toBe(false);
  expect(read({ "enable.idempotence": "false" }).isIdempotent).toBe(false);
});

it("raises delivery.timeout.ms quietly to linger.ms and request.timeout.ms where it was not set", () => {
  const slow = { "linger.ms": "100000", "request.timeout.ms": "60000" };
  expect(read(slow).deliveryTimeoutUs).toBe(160_000_000);
  expect(read({}).deliveryTimeoutUs).toBe(120_000_000);
});

it("takes compression.type with the ratio of the workload", () => {
  expect(read({ "compression.type": "zstd" }).compression).toEqual({
    type: "zstd",
    permille: 400,
  });
});

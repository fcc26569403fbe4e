import fc from "fast-check";
import { layoutOf, type Slot, type StructLayout } from "./layout.ts";
import type { Primitive } from "./message-schema.ts";
import { uuidToText } from "./uuid.ts";

/** Any value of a message that this version can carry; for tests. */
export function messageArbitrary(
  name: string,
  version: number,
): fc.Arbitrary<Record<string, unknown>> {
  return structArbitrary(layoutOf(name, version));
}

function structArbitrary(layout: StructLayout): fc.Arbitrary<Record<string, unknown>> {
  return fc.record(
    Object.fromEntries(layout.slots.map((slot) => [slot.name, slotArbitrary(slot)])),
    { noNullPrototype: true },
  );
}

function slotArbitrary(slot: Slot): fc.Arbitrary<unknown> {
  if (!slot.present) return fc.constant(slot.initial);
  const one =
    slot.inner === null
      ? plainArbitraries[slot.primitive ?? "bool"]
      : structArbitrary(slot.inner);
  const whole = slot.array ? fc.array(one, { maxLength: 3 }) : one;
  const isNullable = slot.nullable || slot.primitive === "records";
  return isNullable ? fc.option(whole, { nil: null, freq: 3 }) : whole;
}

const plain = (value: bigint): number | bigint =>
  value >= -(2n ** 53n) && value <= 2n ** 53n ? Number(value) : value;
const integer = (bits: number): fc.Arbitrary<number> =>
  fc.integer({ min: -(2 ** (bits - 1)), max: 2 ** (bits - 1) - 1 });
const bytes = fc.uint8Array({ maxLength: 140 });

/** JSON has neither infinity nor a negative zero, so these are left out of the doubles. */
const plainArbitraries: Readonly<Record<Primitive, fc.Arbitrary<unknown>>> = {
  bool: fc.boolean(),
  int8: integer(8),
  int16: integer(16),
  uint16: fc.nat(65_535),
  int32: integer(32),
  uint32: fc.nat(4_294_967_295),
  int64: fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n).map(plain),
  float64: fc
    .double({ noNaN: true, noDefaultInfinity: true })
    .map((value) => (value === 0 ? 0 : value)),
  string: fc.string({ unit: "binary", maxLength: 140 }),
  bytes,
  records: bytes,
  uuid: fc.uint8Array({ minLength: 16, maxLength: 16 }).map(uuidToText),
};

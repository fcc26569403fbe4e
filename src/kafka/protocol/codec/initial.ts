import type { Slot } from "./layout.ts";
import { isStruct } from "./struct.ts";

/** Whether a value is the field's default, so that a tagged field is left out. */
export function isInitial(slot: Slot, value: unknown): boolean {
  const { initial, inner } = slot;
  if (value === initial) return true;
  if (value === null || initial === null) return false;
  if (slot.array) return Array.isArray(value) && value.length === 0;
  if (value instanceof Uint8Array) return value.length === 0;
  if (typeof value === "bigint" || typeof initial === "bigint")
    return typeof value === "number" && BigInt(value) === initial;
  if (inner === null || !isStruct(value)) return false;
  if ("_unknownTags" in value) return false;
  return inner.slots.every((one) => {
    const given = value[one.name];
    return given === undefined || isInitial(one, given);
  });
}

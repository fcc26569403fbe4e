/** A value that all replicas and snapshots share by reference because nothing ever changes it. */
interface Shared {
  readonly immutable: true;
}

const isShared = (value: object): value is Shared =>
  (value as { immutable?: unknown }).immutable === true;

const ownField = { configurable: true, enumerable: true, writable: true } as const;

function cloneArray(source: readonly unknown[], seen: Map<object, object>): unknown[] {
  const copy: unknown[] = Array.from({ length: source.length });
  seen.set(source, copy);
  for (let i = 0; i < source.length; i++) {
    const value = source[i];
    copy[i] = typeof value === "object" && value !== null ? clone(value, seen) : value;
  }
  return copy;
}

function clone(value: object, seen: Map<object, object>): object {
  if (isShared(value)) return value;
  const known = seen.get(value);
  if (known !== undefined) return known;
  if (Array.isArray(value)) return cloneArray(value, seen);
  if (ArrayBuffer.isView(value)) {
    const copy = (value as Uint8Array).slice();
    seen.set(value, copy);
    return copy;
  }
  const source = value as Record<string, unknown>;
  const copy: Record<string, unknown> = {};
  seen.set(value, copy);
  for (const key in source) {
    const field = source[key];
    const held = typeof field === "object" && field !== null ? clone(field, seen) : field;
    // Assigning to this name would set the prototype and lose the field.
    if (key === "__proto__")
      Object.defineProperty(copy, key, { ...ownField, value: held });
    else copy[key] = held;
  }
  return copy;
}

/**
 * A deep copy of plain data (objects, arrays, typed arrays, primitives) that keeps aliasing: two references to one
 * object stay two references to one copy. Values with `immutable: true` are shared, not copied.
 */
export function clonePlain<T extends object>(value: T): T {
  return clone(value, new Map()) as T;
}

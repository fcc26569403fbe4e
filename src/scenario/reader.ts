import { found } from "./found.ts";
import { hint } from "./nearest.ts";
import { type Place, report } from "./place.ts";

/** A value as far as it could be read: what had a problem is missing, so that checks of the rest still run. A `kind` is always there. */
export type Draft<T> = T extends string | number | boolean | null
  ? T
  : T extends readonly (infer Element)[]
    ? readonly (Draft<Element> | undefined)[]
    : T extends { readonly kind: string }
      ? { readonly kind: T["kind"] } & Parts<Omit<T, "kind">>
      : Parts<T>;

type Parts<T> = { readonly [Key in keyof T]?: Draft<T[Key]> | undefined };

/** Reads one kind of value and reports whatever is wrong with it. */
export interface Reader<T> {
  /** `a whole number from 1 to 50`. */
  readonly allowed: string;
  readonly read: (value: unknown, at: Place) => Draft<T> | undefined;
}

/** Says what was found and what is allowed. */
export function refuse(value: unknown, allowed: string, at: Place): undefined {
  report(
    at,
    value === undefined
      ? `is missing; allowed is ${allowed}`
      : `found ${found(value)}; allowed is ${allowed}`,
  );
}

/** A whole number in a range; neither `"12"` nor `1.5` nor NaN is one. */
export function integer(from: number, to: number): Reader<number> {
  const allowed = `a whole number from ${from} to ${to}`;
  return {
    allowed,
    read: (value, at) =>
      typeof value === "number" && Number.isInteger(value) && value >= from && value <= to
        ? value + 0 // Turns -0 into 0: they hash differently.
        : refuse(value, allowed, at),
  };
}

/** Text of limited length, in UTF-16 units. */
export function text(longest: number, shortest = 0): Reader<string> {
  const allowed =
    shortest === 0
      ? `text of at most ${longest} characters`
      : `text of ${shortest} to ${longest} characters`;
  return {
    allowed,
    read: (value, at) =>
      typeof value === "string" && value.length >= shortest && value.length <= longest
        ? value
        : refuse(value, allowed, at),
  };
}

/** One of a few words or numbers. */
export function oneOf<const V extends string | number>(values: readonly V[]): Reader<V> {
  const allowed = values.map((value) => JSON.stringify(value)).join(" or ");
  return {
    allowed,
    read: (value, at) => {
      const known = values.find((each) => each === value);
      if (known !== undefined) return known as Draft<V>;
      const names = values.filter((each) => typeof each === "string");
      const meant = typeof value === "string" ? hint(value, names) : "";
      return refuse(value, allowed + meant, at);
    },
  };
}

/** True or false. */
export const flag: Reader<boolean> = {
  allowed: "true or false",
  read: (value, at) =>
    typeof value === "boolean" ? value : refuse(value, "true or false", at),
};

/** The value or null. */
export function nullable<T>(reader: Reader<T>): Reader<T | null> {
  const allowed = `${reader.allowed}, or null`;
  return {
    allowed,
    read: (value, at) => {
      if (value === null) return null as Draft<T | null>;
      if (value === undefined) return refuse(value, allowed, at);
      return reader.read(value, at);
    },
  };
}

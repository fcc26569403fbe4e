import { found, quote } from "./found.ts";
import { hint } from "./nearest.ts";
import { below, type Place, report } from "./place.ts";
import { type Draft, type Reader, refuse } from "./reader.ts";

/** A field of an object: it has to be there, or there is a value for when it is left out. */
export type Field<T> =
  | { readonly kind: "required"; readonly reader: Reader<T> }
  | { readonly kind: "optional"; readonly reader: Reader<T>; readonly fallback: T };

/** One field each, so that the compiler misses a new one. */
export type Fields<T> = { readonly [Key in keyof T]-?: Field<T[Key]> };

export function required<T>(reader: Reader<T>): Field<T> {
  return { kind: "required", reader };
}

export function optional<T>(reader: Reader<T>, fallback: T): Field<T> {
  return { kind: "optional", reader, fallback };
}

type Json = Readonly<Record<string, unknown>>;
type AnyFields = Readonly<Record<string, Field<unknown>>>;

/** Names that are a way to an object's prototype. They are in no scenario. */
const forbidden: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

/** An object with exactly these fields. */
export function shape<T extends object>(noun: string, fields: Fields<T>): Reader<T> {
  return {
    allowed: noun,
    read: (value, at) => {
      if (!isJsonObject(value)) return refuse(value, noun, at);
      reportUnknown(value, Object.keys(fields), at);
      return readFields(value, fields, at) as Draft<T>;
    },
  };
}

/** An object with some of these fields. */
export function some<T extends object>(
  noun: string,
  fields: Fields<T>,
): Reader<Partial<T>> {
  return {
    allowed: noun,
    read: (value, at) => {
      if (!isJsonObject(value)) return refuse(value, noun, at);
      reportUnknown(value, Object.keys(fields), at);
      const given = Object.entries<Field<unknown>>(fields).filter(([name]) =>
        Object.hasOwn(value, name),
      );
      return readFields(value, Object.fromEntries(given), at) as Draft<Partial<T>>;
    },
  };
}

/** The fields of each kind of a tagged union. */
export type Kinds<T extends { readonly kind: string }> = {
  readonly [Kind in T["kind"]]: Fields<Omit<Extract<T, { readonly kind: Kind }>, "kind">>;
};

/** An object whose `kind` says which fields it has. */
export function tagged<T extends { readonly kind: string }>(
  noun: string,
  kinds: Kinds<T>,
): Reader<T> {
  const byKind = new Map<string, AnyFields>(
    Object.entries(kinds as Readonly<Record<string, AnyFields>>),
  );
  return {
    allowed: noun,
    read: (value, at) => {
      if (!isJsonObject(value)) return refuse(value, noun, at);
      const { kind } = value;
      const fields = typeof kind === "string" ? byKind.get(kind) : undefined;
      if (fields === undefined) return refuseKind(kind, [...byKind.keys()], at);
      reportUnknown(value, ["kind", ...Object.keys(fields)], at);
      return { kind, ...readFields(value, fields, at) } as Draft<T>;
    },
  };
}

/** A list of limited length. Elements with a problem leave a hole, so that indexes stay. */
export function list<T>(element: Reader<T>, longest: number): Reader<readonly T[]> {
  const allowed = `a list of at most ${longest}, each ${element.allowed}`;
  return {
    allowed,
    read: (value, at) => {
      if (!Array.isArray(value)) return refuse(value, allowed, at);
      if (value.length > longest)
        report(at, `found ${value.length} elements; allowed are at most ${longest}`);
      return Array.from({ length: Math.min(value.length, longest) }, (_, index) =>
        element.read(value[index], below(at, index)),
      );
    },
  };
}

/** Values by free names, such as configs. */
export function byName<T>(
  element: Reader<T>,
  most: number,
): Reader<Readonly<Record<string, T>>> {
  const allowed = `an object with at most ${most} names, each with ${element.allowed}`;
  return {
    allowed,
    read: (value, at) => {
      if (!isJsonObject(value)) return refuse(value, allowed, at);
      const names = Object.keys(value);
      if (names.length > most)
        report(at, `found ${names.length} names; allowed are at most ${most}`);
      const good = names.slice(0, most).filter((name) => {
        if (forbidden.has(name)) report(below(at, name), "this name is not allowed here");
        return !forbidden.has(name);
      });
      return Object.fromEntries(
        good.map((name) => [name, element.read(value[name], below(at, name))]),
      );
    },
  };
}

function isJsonObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function readFields(value: Json, fields: AnyFields, at: Place): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) {
    const given = Object.hasOwn(value, name) ? value[name] : undefined;
    const read =
      given === undefined && field.kind === "optional"
        ? field.fallback
        : field.reader.read(given, below(at, name));
    if (read !== undefined) result[name] = read;
  }
  return result;
}

function reportUnknown(value: Json, known: readonly string[], at: Place): void {
  for (const name of Object.keys(value))
    if (!known.includes(name))
      report(
        below(at, name),
        `unknown field ${quote(name)}${hint(name, known) || `; allowed are ${known.join(", ")}`}`,
      );
}

function refuseKind(kind: unknown, known: readonly string[], at: Place): undefined {
  const meant = typeof kind === "string" ? hint(kind, known) : "";
  report(
    below(at, "kind"),
    `found ${found(kind)}${meant || `; allowed is one of ${known.join(", ")}`}`,
  );
}

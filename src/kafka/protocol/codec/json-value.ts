import { unreachable } from "../../../base/assert.ts";
import { bytesFromBase64 } from "./base64.ts";
import type { Primitive } from "./message-schema.ts";
import { uuidFromText } from "./uuid.ts";

type ValueReading =
  | { readonly kind: "value"; readonly value: unknown }
  | { readonly kind: "refused"; readonly allowed: string };

const limits = {
  int8: [-128, 127],
  int16: [-32_768, 32_767],
  uint16: [0, 65_535],
  int32: [-2_147_483_648, 2_147_483_647],
  uint32: [0, 4_294_967_295],
} as const;
const int64First = -(2n ** 63n);
const int64Last = 2n ** 63n - 1n;
const int64Allowed = `a whole number (int64, ${int64First} to ${int64Last}, as a number or as text)`;

/** One value in the notation of Kafka's JSON converters, or what would have been allowed. */
export function readJsonValue(primitive: Primitive, json: unknown): ValueReading {
  switch (primitive) {
    case "bool":
      return typeof json === "boolean" ? value(json) : refused("true or false");
    case "string":
      return typeof json === "string" ? value(json) : refused("text");
    case "float64":
      return typeof json === "number" ? value(json) : refused("a number (float64)");
    case "uuid":
      return typeof json === "string" && uuidFromText(json) !== undefined
        ? value(json)
        : refused("an id of 22 characters in URL-safe base64");
    case "bytes":
    case "records": {
      const bytes = typeof json === "string" ? bytesFromBase64(json) : undefined;
      return bytes === undefined ? refused("bytes in base64") : value(bytes);
    }
    case "int64":
      return readInt64(json);
    case "int8":
    case "int16":
    case "uint16":
    case "int32":
    case "uint32": {
      const [first, last] = limits[primitive];
      return Number.isInteger(json) && Number(json) >= first && Number(json) <= last
        ? value(json)
        : refused(`a whole number (${primitive}, ${first} to ${last})`);
    }
    default:
      return unreachable(primitive);
  }
}

function readInt64(json: unknown): ValueReading {
  const isText = typeof json === "string" && /^-?\d{1,20}$/.test(json);
  const isNumber = typeof json === "number" && Number.isInteger(json);
  if (!isText && !isNumber && typeof json !== "bigint") return refused(int64Allowed);
  const exact = BigInt(json);
  if (exact < int64First || exact > int64Last) return refused(int64Allowed);
  return value(plainInt64(exact));
}

/** A number up to 2^53 in size, a bigint beyond. */
function plainInt64(exact: bigint): number | bigint {
  return exact >= -(2n ** 53n) && exact <= 2n ** 53n ? Number(exact) : exact;
}

function value(of: unknown): ValueReading {
  return { kind: "value", value: of };
}

function refused(allowed: string): ValueReading {
  return { kind: "refused", allowed };
}

import type { ColumnRecord } from "../../protocol/batch-builder.ts";
import type { ExplicitRecord } from "../../protocol/record-batch.ts";
import { shapeOf } from "../../protocol/record-size.ts";
import { varintSize } from "../../protocol/varint.ts";

/** What the bytes of a chosen record take. */
export function chosenSizes(
  record: ExplicitRecord,
): Pick<ColumnRecord, "keySize" | "valueSize" | "headersSize"> {
  const { keySize, valueSize, headersSize, headerCount } = shapeOf(record);
  return {
    keySize,
    valueSize,
    headersSize: headersSize + varintSize(headerCount) - 1,
  };
}

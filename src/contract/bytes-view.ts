/** A field of some bytes as Kafka names it. */
export interface ByteField {
  readonly name: string;
  readonly value: string;
  /** Place in {@link BytesView.bytes}, `to` not included. */
  readonly from: number;
  readonly to: number;
}

/** Bytes as they stand in a log segment, field by field. */
export interface BytesView {
  readonly title: string;
  /** Of the first byte, counted from the beginning of the batch. */
  readonly at: number;
  readonly bytes: Uint8Array;
  /** One after the other, without a gap. */
  readonly fields: readonly ByteField[];
}

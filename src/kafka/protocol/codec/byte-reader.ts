import { utf8Decode } from "../utf8.ts";
import { uuidToText } from "./uuid.ts";

/** The bytes are not the message that they should be. From a real client this is a reason to close the connection, as Kafka does. */
export class MalformedBytes extends Error {
  override readonly name = "MalformedBytes";
}

const twoTo32 = 4_294_967_296;
const safeHigh = 2_097_152;

/** Reads Kafka's primitive types, big-endian, and moves on. Kafka: ByteBufferAccessor. */
export class ByteReader {
  readonly bytes: Uint8Array;
  at: number;
  private readonly view: DataView;

  constructor(bytes: Uint8Array, at = 0) {
    this.bytes = bytes;
    this.at = at;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get left(): number {
    return this.bytes.length - this.at;
  }

  private take(count: number): number {
    const from = this.at;
    if (count < 0 || count > this.left)
      throw new MalformedBytes(`${count} bytes wanted at ${from}, ${this.left} left`);
    this.at = from + count;
    return from;
  }

  int8(): number {
    return this.view.getInt8(this.take(1));
  }

  int16(): number {
    return this.view.getInt16(this.take(2));
  }

  uint16(): number {
    return this.view.getUint16(this.take(2));
  }

  int32(): number {
    return this.view.getInt32(this.take(4));
  }

  uint32(): number {
    return this.view.getUint32(this.take(4));
  }

  /** A number up to 2^53 in size, a bigint beyond. */
  int64(): number | bigint {
    const from = this.take(8);
    const high = this.view.getInt32(from);
    const low = this.view.getUint32(from + 4);
    const isSafe =
      high >= -safeHigh && (high < safeHigh || (high === safeHigh && low === 0));
    return isSafe ? high * twoTo32 + low : this.view.getBigInt64(from);
  }

  float64(): number {
    return this.view.getFloat64(this.take(8));
  }

  /** Kafka: ByteUtils.readUnsignedVarint. */
  unsignedVarint(): number {
    let value = 0;
    let scale = 1;
    for (let count = 0; count < 5; count++) {
      const byte = this.bytes[this.take(1)] ?? 0;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      scale *= 128;
    }
    throw new MalformedBytes(`a varint at ${this.at} is longer than 5 bytes`);
  }

  string(length: number): string {
    const from = this.take(length);
    return utf8Decode(this.bytes, from, from + length);
  }

  /** A copy, so that what is kept does not hold on to the whole request. */
  slice(length: number): Uint8Array {
    const from = this.take(length);
    return this.bytes.slice(from, from + length);
  }

  uuid(): string {
    const from = this.take(16);
    return uuidToText(this.bytes.subarray(from, from + 16));
  }
}

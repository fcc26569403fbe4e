import { assert, present } from "../../../base/assert.ts";
import { utf8Encode } from "../utf8.ts";
import { uuidFromText } from "./uuid.ts";

const twoTo32 = 4_294_967_296;

/** Writes Kafka's primitive types, big-endian, and grows as needed. Kafka: ByteBufferAccessor. */
export class ByteWriter {
  private bytes = new Uint8Array(128);
  private view = new DataView(this.bytes.buffer);
  private size = 0;

  /** Where the next `count` bytes go. It may replace `view`, so it is called before `view` is looked at. */
  private room(count: number): number {
    const from = this.size;
    this.size = from + count;
    if (this.size <= this.bytes.length) return from;
    const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.size));
    grown.set(this.bytes.subarray(0, from));
    this.bytes = grown;
    this.view = new DataView(grown.buffer);
    return from;
  }

  int8(value: number): void {
    assert(value >= -128 && value <= 127, "an int8 fits");
    const at = this.room(1);
    this.view.setInt8(at, value);
  }

  int16(value: number): void {
    assert(value >= -32_768 && value <= 32_767, "an int16 fits");
    const at = this.room(2);
    this.view.setInt16(at, value);
  }

  uint16(value: number): void {
    assert(value >= 0 && value <= 65_535, "a uint16 fits");
    const at = this.room(2);
    this.view.setUint16(at, value);
  }

  int32(value: number): void {
    assert(value === (value | 0), "an int32 fits");
    const at = this.room(4);
    this.view.setInt32(at, value);
  }

  uint32(value: number): void {
    assert(value === value >>> 0, "a uint32 fits");
    const at = this.room(4);
    this.view.setUint32(at, value);
  }

  int64(value: number | bigint): void {
    const from = this.room(8);
    if (typeof value === "bigint") {
      this.view.setBigInt64(from, value);
      return;
    }
    assert(value % 1 === 0, "an int64 is whole");
    this.view.setInt32(from, Math.floor(value / twoTo32));
    this.view.setInt32(from + 4, (value % twoTo32) | 0);
  }

  float64(value: number): void {
    const at = this.room(8);
    this.view.setFloat64(at, value);
  }

  /** Kafka: ByteUtils.writeUnsignedVarint. */
  unsignedVarint(value: number): void {
    let rest = value;
    for (; rest > 0x7f; rest >>>= 7) this.byte((rest & 0x7f) | 0x80);
    this.byte(rest);
  }

  private byte(value: number): void {
    const at = this.room(1);
    this.bytes[at] = value;
  }

  raw(bytes: Uint8Array): void {
    const from = this.room(bytes.length);
    this.bytes.set(bytes, from);
  }

  /** Kafka: ByteBufferAccessor.writeByteArray after MessageUtil's length, compact (KIP-482) or an int16. */
  string(text: string, compact: boolean): void {
    const bytes = utf8Encode(text);
    if (compact) this.unsignedVarint(bytes.length + 1);
    else this.int16(bytes.length);
    this.raw(bytes);
  }

  uuid(text: string): void {
    this.raw(present(uuidFromText(text), `id in "${text}"`));
  }

  done(): Uint8Array {
    return this.bytes.slice(0, this.size);
  }
}

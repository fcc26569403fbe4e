import { bytesFromBase64, bytesToBase64 } from "./base64.ts";

/** Kafka: Uuid.ZERO_UUID, which stands for no id. */
export const zeroUuid = "AAAAAAAAAAAAAAAAAAAAAA";

/** Sixteen bytes in Kafka's text form: URL-safe base64 without padding. Kafka: Uuid.toString. */
export function uuidToText(bytes: Uint8Array): string {
  return bytesToBase64(bytes).slice(0, 22).replaceAll("+", "-").replaceAll("/", "_");
}

/** Ids that were read lately: a coordinator writes the same few topics over and over. */
const read = new Map<string, Uint8Array>();
const mostRead = 4096;

/** The sixteen bytes, not to be changed, or undefined when the text is no id. Kafka: Uuid.fromString. */
export function uuidFromText(text: string): Uint8Array | undefined {
  const known = read.get(text);
  if (known !== undefined) return known;
  if (!/^[\w-]{22}$/.test(text)) return undefined;
  const bytes = bytesFromBase64(`${text.replaceAll("-", "+").replaceAll("_", "/")}==`);
  if (bytes === undefined) return undefined;
  if (read.size >= mostRead) read.clear();
  read.set(text, bytes);
  return bytes;
}

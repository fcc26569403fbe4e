import { bytesFromBase64, bytesToBase64 } from "./base64.ts";

/** Kafka: Uuid.ZERO_UUID, which stands for no id. */
export const zeroUuid = "AAAAAAAAAAAAAAAAAAAAAA";

/** Sixteen bytes in Kafka's text form: URL-safe base64 without padding. Kafka: Uuid.toString. */
export function uuidToText(bytes: Uint8Array): string {
  return bytesToBase64(bytes).slice(0, 22).replaceAll("+", "-").replaceAll("/", "_");
}

/** The sixteen bytes, or undefined when the text is no id. Kafka: Uuid.fromString. */
export function uuidFromText(text: string): Uint8Array | undefined {
  if (!/^[\w-]{22}$/.test(text)) return undefined;
  return bytesFromBase64(`${text.replaceAll("-", "+").replaceAll("_", "/")}==`);
}

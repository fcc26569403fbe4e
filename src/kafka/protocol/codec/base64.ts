const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const values = new Map(Array.from(digits, (digit, value) => [digit, value]));

/** Standard base64 with padding; the engine has no `btoa`, which belongs to the browser. */
export function bytesToBase64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const word =
      ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const digit = (shift: number): string => digits.charAt((word >> shift) & 63);
    text += digit(18) + digit(12);
    text += at + 1 < bytes.length ? digit(6) : "=";
    text += at + 2 < bytes.length ? digit(0) : "=";
  }
  return text;
}

/** The bytes of standard base64 with padding, or undefined when it is none. */
export function bytesFromBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined;
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  let word = 0;
  let to = 0;
  for (let at = 0; at < text.length; at++) {
    word = (word << 6) | (values.get(text.charAt(at)) ?? 0);
    if (at % 4 !== 3) continue;
    bytes[to++] = word >> 16;
    bytes[to++] = word >> 8;
    bytes[to++] = word;
    word = 0;
  }
  return bytes;
}

const words =
  "order shipped paid basket lisbon kyoto oslo quito express parcel invoice refund total item blue amber delta north river signal".split(
    " ",
  );

/**
 * The value of a simulated record: `size` bytes of readable ASCII that depend on nothing but the seed.
 * A record keeps seed and size only, so a million values cost no memory until somebody looks at one.
 */
export function generatedValue(seed: number, size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let state = seed | 0;
  let at = 0;
  while (at < size) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    const word = `${words[(state >>> 16) % words.length] ?? ""} ${(state >>> 8) % 1000} `;
    for (let i = 0; i < word.length && at < size; i++) bytes[at++] = word.charCodeAt(i);
  }
  return bytes;
}

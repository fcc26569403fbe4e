import { assert } from "../../base/assert.ts";
import { lz4Decompress } from "./lz4.ts";
import type { Compression } from "./record-batch.ts";
import { snappyDecompress } from "./snappy.ts";

type Decompressor = (bytes: Uint8Array) => Uint8Array | undefined;

const decompressors = new Map<Compression, Decompressor>([
  ["none", (bytes) => bytes],
  ["lz4", lz4Decompress],
  ["snappy", snappyDecompress],
]);

/**
 * Makes a codec ready. gzip and zstd come as libraries of their own, fetched when the first such batch shows up;
 * whoever hands the engine a compressed batch awaits this first, because the engine itself never waits.
 */
export async function loadCompression(compression: Compression): Promise<void> {
  if (decompressors.has(compression)) return;
  if (compression === "gzip") {
    const { gunzipSync } = await import("fflate");
    decompressors.set("gzip", (bytes) => attempt(() => gunzipSync(bytes)));
  } else {
    const { decompress: zstd } = await import("fzstd");
    decompressors.set("zstd", (bytes) => attempt(() => zstd(bytes)));
  }
}

/** The plain bytes, or undefined when they are damaged. */
export function decompress(
  compression: Compression,
  bytes: Uint8Array,
): Uint8Array | undefined {
  const decompressor = decompressors.get(compression);
  assert(decompressor !== undefined, `loadCompression("${compression}") came first`);
  return decompressor(bytes);
}

/** The libraries throw at damaged input, which for us is a value: the client's mistake, not ours. */
function attempt(work: () => Uint8Array): Uint8Array | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

import { assert } from "../../base/assert.ts";
import type { Compression } from "./record-batch.ts";

type Decompressor = (bytes: Uint8Array) => Uint8Array | undefined;

const decompressors = new Map<Compression, Decompressor>([["none", (bytes) => bytes]]);

/**
 * Makes a codec ready. Each is fetched when the first such batch shows up; whoever hands the engine a compressed
 * batch awaits this first, because the engine itself never waits.
 */
export async function loadCompression(compression: Compression): Promise<void> {
  if (!decompressors.has(compression))
    decompressors.set(compression, await loadDecompressor(compression));
}

async function loadDecompressor(compression: Compression): Promise<Decompressor> {
  switch (compression) {
    case "gzip": {
      const { gunzipSync } = await import("fflate");
      return (bytes) => attempt(() => gunzipSync(bytes));
    }
    case "zstd": {
      const { decompress: zstd } = await import("fzstd");
      return (bytes) => attempt(() => zstd(bytes));
    }
    case "lz4":
      return (await import("./lz4.ts")).lz4Decompress;
    case "snappy":
      return (await import("./snappy.ts")).snappyDecompress;
    default:
      return (bytes) => bytes;
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

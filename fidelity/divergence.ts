/** A difference that we know the reason of. It is printed beside the difference, which counts as failed all the same. */
export interface Divergence {
  /** Path of the recording without extension. */
  readonly file: string;
  /** JSON pointer; also stands for everything below it. `*` is any one name or index. */
  readonly path: string;
  readonly reason: string;
  readonly kind: "bug" | "simplification";
}

export function explanationOf(
  divergences: readonly Divergence[],
  file: string,
  path: string,
): Divergence | undefined {
  return divergences.find((each) => each.file === file && covers(each.path, path));
}

function covers(pattern: string, path: string): boolean {
  const wanted = pattern.split("/");
  const actual = path.split("/");
  return wanted.every((part, i) => part === "*" || part === actual[i]);
}

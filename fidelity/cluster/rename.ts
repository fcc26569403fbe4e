const idPattern = /^[A-Za-z0-9_-]{22}$/;

/** Renames random ids by first appearance, as the recorder does: `topic-id-1`, `directory-1`. */
export function renameIds(value: unknown): unknown {
  const names = new Map<string, string>();
  let topics = 0;
  let directories = 0;
  let brokerEpochs = 0;
  const textOf = (text: string, key: string): string => {
    const lower = key.toLowerCase();
    const topic = lower.includes("topicid");
    if (!(topic || lower.includes("director")) || !idPattern.test(text)) return text;
    const known = names.get(text);
    if (known !== undefined) return known;
    const name = topic ? `topic-id-${++topics}` : `directory-${++directories}`;
    names.set(text, name);
    return name;
  };
  const epochOf = (epoch: number): string => {
    const known = names.get(`epoch ${epoch}`) ?? `broker-epoch-${++brokerEpochs}`;
    names.set(`epoch ${epoch}`, known);
    return known;
  };
  const walk = (node: unknown, key: string): unknown => {
    if (typeof node === "number" && key === "brokerEpoch" && node > 0)
      return epochOf(node);
    if (typeof node === "string") return textOf(node, key);
    if (Array.isArray(node)) return node.map((each) => walk(each, key));
    if (typeof node !== "object" || node === null) return node;
    return Object.fromEntries(
      Object.entries(node).map(([name, each]) => [name, walk(each, name)]),
    );
  };
  return walk(value, "");
}

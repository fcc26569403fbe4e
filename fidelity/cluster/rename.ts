const idPattern = /^[A-Za-z0-9_-]{22}$/;
const memberPattern =
  /^[A-Za-z0-9_.]*-?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const madeUp = /^(topic-id-\d+)A*$/;
/** Where the recorder's own requests came from. */
const recorderHost = "/10.77.2.254";

/** Renames random ids by first appearance, as the recorder does: `topic-id-1`, `directory-1`. */
export function renameIds(value: unknown): unknown {
  const names = new Map<string, string>();
  let topics = 0;
  let directories = 0;
  let brokerEpochs = 0;
  let members = 0;
  let producers = 0;
  const isMember = (text: string, key: string): boolean =>
    memberPattern.test(text) ||
    ((key === "memberId" || key === "leader") &&
      idPattern.test(text) &&
      !text.endsWith("AAAA"));
  const memberOf = (text: string): string => {
    const name = names.get(text) ?? `member-${++members}`;
    names.set(text, name);
    return name;
  };
  const textOf = (text: string, key: string): string => {
    if (key === "clientHost") return recorderHost;
    if (isMember(text, key)) return memberOf(text);
    const lower = key.toLowerCase();
    const topic = lower.includes("topicid");
    // An id that the recorder made up for a request was named there, and travels in full length.
    const made = topic ? madeUp.exec(text)?.[1] : undefined;
    if (made !== undefined) {
      if (!names.has(made)) names.set(made, `topic-id-${++topics}`);
      return names.get(made) ?? made;
    }
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
  const producerOf = (id: number): string => {
    const name = names.get(`producer ${id}`) ?? `producer-${++producers}`;
    names.set(`producer ${id}`, name);
    return name;
  };
  const walk = (node: unknown, key: string, inGot: boolean): unknown => {
    if (typeof node === "number" && node >= 0 && key.toLowerCase().endsWith("producerid"))
      return producerOf(node);
    if (typeof node === "number" && inGot && key === "brokerEpoch" && node > 0)
      return epochOf(node);
    if (typeof node === "string") return textOf(node, key);
    if (Array.isArray(node)) return node.map((each) => walk(each, key, inGot));
    if (typeof node !== "object" || node === null) return node;
    return Object.fromEntries(
      Object.entries(node).map(([name, each]) => [
        textOf(name, ""),
        walk(each, name, inGot || name === "got"),
      ]),
    );
  };
  return walk(value, "", false);
}

import type { FieldSpec } from "./field.tsx";

/** For whom a producer waits; `path` is where the command has it. */
export function acksField(path: string): FieldSpec {
  return {
    name: "acks",
    label: "Waits for",
    kafka: "acks",
    kind: "select",
    options: [
      { value: "-1", label: "all in-sync replicas (all)" },
      { value: "1", label: "the leader only (1)" },
      { value: "0", label: "nobody (0)" },
    ],
    paths: [path],
  };
}

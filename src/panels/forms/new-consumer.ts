import type { ViewFrame } from "../../contract/frame.ts";
import type { NewConsumer } from "./consumer-form.ts";

/** A name that no client has, and another member to be like, where it is for a group. */
export function newConsumer(frame: ViewFrame, group: string): NewConsumer {
  const taken = new Set([...frame.consumers, ...frame.producers].map(({ id }) => id));
  const like = frame.consumers.find((one) => group !== "" && one.group === group) ?? null;
  const stem = group === "" ? "my-consumer" : group;
  let id = group === "" ? stem : `${stem}-1`;
  for (let i = 2; taken.has(id); i++) id = `${stem}-${i}`;
  return { id, group, like };
}

import type { DetailField, DetailSection } from "../../contract/detail.ts";
import { chain, type HappeningBook } from "../happenings.ts";

/** One inspector row. */
export const field = (name: string, value: string | number | boolean): DetailField => ({
  name,
  value: String(value),
});

/** Titled rows. */
export const section = (
  title: string,
  fields: readonly DetailField[],
): DetailSection => ({
  title,
  fields,
});

/** Ids as Kafka prints lists of replicas. */
export const ids = (list: readonly number[]): string =>
  list.length === 0 ? "none" : list.join(" ");

/** The chain of causes of the latest happening that a test accepts. */
export function whyLatest(
  book: HappeningBook,
  accepts: (happening: HappeningBook["list"][number]) => boolean,
): number[] {
  const latest = book.list.findLast(accepts);
  return latest === undefined ? [] : chain(book, latest.id).map(({ id }) => id);
}

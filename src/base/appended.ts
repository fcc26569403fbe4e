/**
 * The list with one item more, for lists that mostly end with one or two: a literal takes the room it needs, while
 * the first push onto an empty array takes room for seventeen. Use only what is returned.
 */
export function appended<T>(list: T[] | null, item: T): T[] {
  if (list === null || list.length === 0) return [item];
  if (list.length === 1) return [list[0] as T, item];
  list.push(item);
  return list;
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** A random id in Kafka's text form, never one that begins with a dash. Kafka: Uuid.randomUuid. */
export function randomId(draw: (bound: number) => number): string {
  let id = letters.charAt(draw(62));
  for (let i = 1; i < 21; i++) id += letters.charAt(draw(64));
  return id + "AQgw".charAt(draw(4));
}

const hex = "0123456789abcdef";

/** The random part of a member id, as java.util.UUID.randomUUID writes it. Kafka: ClassicGroup.generateMemberId. */
export function memberUuid(draw: (bound: number) => number): string {
  let text = "";
  for (let i = 0; i < 32; i++) {
    if (i === 8 || i === 12 || i === 16 || i === 20) text += "-";
    if (i === 12) text += "4";
    else text += hex.charAt(i === 16 ? 8 + draw(4) : draw(16));
  }
  return text;
}

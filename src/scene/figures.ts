/** U+202F, so that a number never breaks. */
const thin = "\u202f";

/** `12 480`, grouped by thin spaces. */
export function grouped(value: number): string {
  const digits = Math.round(value).toString();
  return digits.replace(/\B(?=(\d{3})+(?!\d))/g, thin);
}

/** `0:18.612`, minutes, seconds and milliseconds of virtual time. */
export function clockText(us: number): string {
  const ms = Math.floor(us / 1_000);
  const seconds = Math.floor(ms / 1_000);
  const minutes = Math.floor(seconds / 60);
  const two = (seconds % 60).toString().padStart(2, "0");
  return `${minutes}:${two}.${(ms % 1_000).toString().padStart(3, "0")}`;
}

/** `820 ms`, `9.6 s`, `2 min 4 s`. */
export function spanText(us: number): string {
  const ms = us / 1_000;
  if (ms < 1_000) return `${Math.round(ms)}${thin}ms`;
  const seconds = ms / 1_000;
  if (seconds < 60) return `${seconds.toFixed(1)}${thin}s`;
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}${thin}min ${whole % 60}${thin}s`;
}

/** `1/10×`, `½×`, `2×`. */
export function speedText(speed: number): string {
  if (speed >= 1) return `${speed}×`;
  return `1/${Math.round(1 / speed)}×`;
}

/** `1 record`, `2 records`. */
export function counted(count: number, word: string): string {
  return `${grouped(count)} ${word}${count === 1 ? "" : "s"}`;
}

/** `broker 1`, `brokers 1 and 2`, `orders-0, orders-1 and orders-2`. */
export function listed(words: readonly (string | number)[]): string {
  if (words.length < 2) return String(words[0] ?? "");
  return `${words.slice(0, -1).join(", ")} and ${String(words.at(-1))}`;
}

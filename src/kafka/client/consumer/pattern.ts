/** Whether a topic's whole name matches; a pattern that cannot be read matches nothing. Kafka: SubscriptionState.matchesSubscribedPattern. */
export function matchesPattern(pattern: string, topic: string): boolean {
  const whole = wholePattern(pattern);
  return whole !== null && whole.test(topic);
}

/** Null when it is none. */
function wholePattern(pattern: string): RegExp | null {
  try {
    return new RegExp(`^(?:${pattern})$`, "u");
  } catch {
    return null;
  }
}

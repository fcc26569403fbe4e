import { describe, expect, it } from "vitest";
import { matchesTopic, topicRegex } from "./topic-regex.ts";

const matches = (pattern: string, name: string): boolean | undefined => {
  const regex = topicRegex(pattern);
  return regex === undefined ? undefined : matchesTopic(regex, name);
};

describe("a regular expression for topics", () => {
  it.each([
    ["a.*", "apple"],
    [".*", "anything"],
    ["orders|payments", "payments"],
    ["(?:or|pay)(?P<rest>[a-z]+)", "orders"],
    ["[^a]+-\\d{2,3}", "logs-123"],
    ["(?i)ORD[E]RS", "orders"],
    ["x(?i:YZ)", "xyZ"],
    ["[[:alpha:]_.-]+", "a_b.c-d"],
    ["\\Qa.b\\E", "a.b"],
    ["\\x61\\142\\x{63}", "abc"],
    ["^a$", "a"],
    ["\\Aa\\z", "a"],
    ["a{2}", "aa"],
    ["a{,2}", "a{,2}"],
    ["a+?b*?", "aab"],
    ["\\bfoo\\b-bar", "foo-bar"],
    ["\\pL+", "abc"],
    ["]}", "]}"],
    ["", ""],
    ["a|", ""],
  ])("%s matches %s", (pattern, name) => {
    expect(matches(pattern, name)).toBe(true);
  });

  it.each([
    ["a", "ab"],
    ["a.*", "bean"],
    ["orders|payments", "orders2"],
    ["[^a]+", "a"],
    ["a{2}", "aaa"],
    ["a{2,3}", "a"],
    ["x(?i:YZ)", "Xyz"],
    ["\\D", "1"],
    ["\\PL", "a"],
    ["\\Boo", "oo"],
    ["a.b", "a\nb"],
  ])("%s does not match all of %s", (pattern, name) => {
    expect(matches(pattern, name)).toBe(false);
  });

  it.each([
    "(",
    ")",
    "a)",
    "[a",
    "[z-a]",
    "*a",
    "a**",
    "a{2}{3}",
    "a{1001}",
    "a{3,2}",
    "(?=a)",
    "(?!a)",
    "(?<=a)b",
    "(?>a)",
    "(a)\\1",
    "\\k",
    "\\",
    "\\p{Nonsense}",
    "((a{1000}){1000}){1000}",
  ])("RE2 refuses %s", (pattern) => {
    expect(matches(pattern, "a")).toBeUndefined();
  });

  it("is matched in time proportional to the name, whatever it looks like", () => {
    expect(matches("(a+)+b|(a*)*c|(a|aa)+d", "a".repeat(249))).toBe(false);
  });
});

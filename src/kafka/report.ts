import type { Report } from "./probe.ts";

/** A report with nothing in it, to be filled. */
export const silentReport: Report = {
  kind: "command",
  weight: "quiet",
  node: -1,
  topic: "",
  partition: -1,
  text: "",
  config: "",
  key: "",
  because: [],
};

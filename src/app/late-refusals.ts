import type { Chronicle } from "../store/chronicle.ts";
import type { ViewStore } from "../store/view.ts";

/** Kafka answers some commands only after they were taken: what it refuses then is shown like any refusal. */
export function followLateRefusals(chronicle: Chronicle, view: ViewStore): void {
  let newest = 0;
  chronicle.store.subscribe(({ happenings }) => {
    const last = happenings.at(-1)?.id ?? 0;
    const refused = happenings.findLast(
      (one) =>
        one.id > newest && one.kind === "clientError" && one.text.includes(" failed: "),
    );
    newest = last;
    if (refused === undefined) return;
    const { sent } = view.getState();
    const text = `${refused.text.charAt(0).toUpperCase()}${refused.text.slice(1)}.`;
    view.setState({ refusal: { reason: text, sent } });
  });
}

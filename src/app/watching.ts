import type { Watch } from "../contract/command.ts";
import type { Page } from "../panels/page-context.ts";
import type { ViewState } from "../store/view.ts";

/** What the engine has to make for what is looked at. */
function watchedBy(view: ViewState): readonly Watch[] {
  const requests = view.tab === "requests" || view.focus?.kind === "request";
  const promises = view.tab === "promises" && !view.folded;
  const groups = view.tab === "rebalances" || view.focus?.kind === "rebalance";
  return [
    ...(requests ? (["requests"] as const) : []),
    ...(promises ? (["guarantees"] as const) : []),
    ...(groups ? (["groups"] as const) : []),
  ];
}

/** Tells the engine what is looked at, again after each opening of a run: a new engine watches nothing. */
export function followWatching(page: Page): void {
  const { view, run, commands, frames, requests, rebalances, experiments } = page;
  let told = "";
  let open = false;
  const tell = (): void => {
    if (run.getState().status !== "open") {
      if (open) experiments.forget();
      open = false;
      told = "";
      return;
    }
    open = true;
    const what = watchedBy(view.getState());
    const next = what.join(" ");
    if (next === told) return;
    told = next;
    void commands.submit({ kind: "watch", what });
  };
  view.subscribe(tell);
  run.subscribe(tell);
  frames.every.subscribe(({ current }) => {
    for (const each of [requests, rebalances])
      if (current === null) each.clear();
      else each.record(current);
  });
  frames.calm.subscribe(() => {
    requests.tell();
    rebalances.tell();
  });
}

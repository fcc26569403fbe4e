import type { Watch } from "../contract/command.ts";
import type { Page } from "../panels/page-context.ts";
import type { ViewState } from "../store/view.ts";

/** What the engine has to make for what is looked at. */
function watchedBy(view: ViewState): readonly Watch[] {
  const requests = view.tab === "requests" || view.focus?.kind === "request";
  const promises = view.tab === "promises" && !view.folded;
  return [
    ...(requests ? (["requests"] as const) : []),
    ...(promises ? (["guarantees"] as const) : []),
  ];
}

/** Tells the engine what is looked at, again after each opening of a run: a new engine watches nothing. */
export function followWatching(page: Page): void {
  const { view, run, commands, frames, requests } = page;
  let told = "";
  const tell = (): void => {
    if (run.getState().status !== "open") {
      told = "";
      return;
    }
    const what = watchedBy(view.getState());
    const next = what.join(" ");
    if (next === told) return;
    told = next;
    void commands.submit({ kind: "watch", what });
  };
  view.subscribe(tell);
  run.subscribe(tell);
  frames.every.subscribe(({ current }) => {
    if (current === null) requests.clear();
    else requests.record(current);
  });
  frames.calm.subscribe(() => requests.tell());
}

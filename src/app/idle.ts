import type { Command, Receipt } from "../contract/command.ts";
import type { ViewFrame } from "../contract/frame.ts";
import type { OpenedPage } from "./open-page.ts";

/** What `window.highwater.state()` gives. */
export interface HighwaterState {
  readonly frame: ViewFrame | null;
  readonly status: string;
  readonly playing: boolean;
  readonly skipping: boolean;
  readonly speed: number;
}

/** For people who script the page; see docs/scripting.md. */
export interface HighwaterApi {
  readonly submit: (command: Command) => Promise<Receipt>;
  readonly state: () => HighwaterState;
  readonly idle: () => Promise<HighwaterState>;
}

declare global {
  interface Window {
    highwater: HighwaterApi;
  }
}

/** Settles when all that was submitted is met and the next picture is painted. */
async function idle({ page, runLoop, frameLoop }: OpenedPage): Promise<void> {
  while (page.run.getState().status === "opening") await frameLoop.painted();
  while (page.commands.open() > 0) await frameLoop.painted();
  if (page.run.getState().status === "open" && document.visibilityState === "visible")
    await Promise.race([runLoop.settled(), failure(page)]);
  page.frames.settle(performance.now());
  page.chronicle.tell();
  await frameLoop.painted();
}

/** A run that fails answers nothing any more, and is idle for good. */
function failure(page: OpenedPage["page"]): Promise<void> {
  return new Promise((resolve) => {
    const stop = page.run.subscribe((run) => {
      if (run.status === "open") return;
      stop();
      resolve();
    });
  });
}

/** Puts `highwater` on the window. */
export function exposeHighwater(opened: OpenedPage): void {
  const { page } = opened;
  const state = (): HighwaterState => {
    const { status, playing, skipping, speed } = page.run.getState();
    const frame = page.frames.every.getState().current;
    return { frame, status, playing, skipping, speed };
  };
  window.highwater = {
    submit: page.commands.submit,
    state,
    async idle() {
      await idle(opened);
      return state();
    },
  };
}

import type { Page } from "../panels/page-context.ts";
import { zoomStep } from "../panels/stage/zoom-step.ts";
import { nextZoom } from "../scene/arrange/camera.ts";

/** True where keys mean text or an open form. */
function typing(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest("input, select, textarea, dialog, [popover]") !== null
  );
}

/** True where Space presses something. */
function pressing(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("button, summary, a") !== null;
}

function back(): void {
  const cell = document.querySelector<HTMLElement>(".replica-grid [tabindex='0']");
  cell?.focus();
}

/** Single keys that drive the run; they can be switched off. */
export function followKeys(page: Page): void {
  const { drive, view, preferences, picture } = page;
  const zoom = (factor: number): void => {
    const at = picture.arrangement();
    if (at !== null) view.setState({ zoom: nextZoom(at, factor) });
  };
  const actions: Readonly<Record<string, () => void>> = {
    " ": drive.toggle,
    ".": drive.step,
    n: drive.skipToHappening,
    "]": () => drive.shift(1),
    "[": () => drive.shift(-1),
    "+": () => zoom(zoomStep),
    "=": () => zoom(zoomStep),
    "-": () => zoom(1 / zoomStep),
    "0": () => view.setState({ zoom: null }),
    "/": () => view.setState({ finding: true }),
    "?": () => view.setState({ form: { kind: "help" } }),
  };
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const { target } = event;
    if (typing(target)) return;
    if (
      event.key === "Escape" &&
      target instanceof Element &&
      target.closest(".inspector")
    )
      back();
    if (!preferences.getState().shortcuts) return;
    if (event.key === " " && pressing(target)) return;
    const action = actions[event.key];
    if (action === undefined) return;
    event.preventDefault();
    action();
  });
}

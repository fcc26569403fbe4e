import { type ReactNode, type ToggleEvent, useId, useRef } from "react";
import { flushSync } from "react-dom";

/** A button with a native popover under it; the browser closes it on Escape and gives the focus back. */
export function Popup(props: {
  readonly className: string;
  /** Name of what opens, and of the button where that shows no words. */
  readonly label: string;
  readonly named: boolean;
  readonly button: ReactNode;
  readonly children: ReactNode;
  readonly onOpen?: () => void;
}): ReactNode {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const place = (event: ToggleEvent<HTMLDialogElement>): void => {
    if (event.newState !== "open" || button.current === null) return;
    flushSync(() => props.onOpen?.());
    const panel = event.currentTarget;
    const under = button.current.getBoundingClientRect();
    const { width, height } = panel.getBoundingClientRect();
    const left = Math.max(8, Math.min(under.left, window.innerWidth - width - 8));
    const below = under.bottom + 6;
    const fits = below + height < window.innerHeight - 8;
    panel.style.left = `${left}px`;
    panel.style.top = `${fits ? below : Math.max(8, window.innerHeight - height - 8)}px`;
    const inside = panel.querySelectorAll<HTMLElement>("button, select, input");
    [...inside].find((one) => one.offsetParent !== null)?.focus();
  };
  return (
    <>
      <button
        type="button"
        ref={button}
        className={props.className}
        popoverTarget={id}
        aria-label={props.named ? undefined : props.label}
      >
        {props.button}
      </button>
      <dialog
        id={id}
        popover="auto"
        className="popup"
        aria-label={props.label}
        onToggle={place}
      >
        {props.children}
      </dialog>
    </>
  );
}

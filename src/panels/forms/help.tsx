import type { ReactNode } from "react";
import { useModal } from "../use-modal.ts";

const keys: readonly (readonly [string, string])[] = [
  ["Space", "play or pause"],
  [".", "one event"],
  ["n", "skip to the next happening"],
  ["] and [", "faster, slower"],
  ["+, − and 0", "nearer, further, all of it"],
  ["/", "search and filter"],
  ["Arrow keys", "walk over the replicas, once one has the focus"],
  ["Enter", "look at the replica: the focus goes to the inspector"],
  [", and ;", "in the inspector of a record: the one before, the one after"],
  ["Escape", "back to the replica; close a menu or form"],
  ["?", "this help"],
];

/** The keys that drive the page. */
export function Help(props: { readonly close: () => void }): ReactNode {
  const dialog = useModal();
  return (
    <dialog
      ref={dialog}
      className="dialog"
      onClose={props.close}
      aria-labelledby="help-title"
    >
      <h2 id="help-title">Keys</h2>
      <dl className="keys">
        {keys.map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <p className="about">
        Scripts drive the page through <code>window.highwater</code>.
      </p>
      <div className="buttons">
        <button type="button" className="primary" onClick={() => dialog.current?.close()}>
          Close
        </button>
      </div>
    </dialog>
  );
}

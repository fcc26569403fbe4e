import type { ReactNode } from "react";

const record = { width: 8, height: 16, y: 3, rx: 2 };

/** One mark of the picture and what it means. */
interface Mark {
  readonly text: string;
  readonly drawing: ReactNode;
}

const marks: readonly Mark[] = [
  {
    text: "records; the colour is the key",
    drawing: (
      <>
        <rect {...record} x="3" className="h1" />
        <rect {...record} x="13" className="h2" />
        <rect {...record} x="23" className="h3" />
      </>
    ),
  },
  {
    text: "HW: what lies before it is on every in-sync replica; pale past it",
    drawing: (
      <>
        <rect {...record} x="4" className="h1" />
        <rect x="14.5" y="0" width="2" height="22" className="hw" />
        <rect {...record} x="20" className="h4 pale" />
      </>
    ),
  },
  {
    text: "LEO: where the log ends",
    drawing: (
      <>
        <path d="M17 1v20" className="leo" />
      </>
    ),
  },
  {
    text: "tombstone: deletes its key",
    drawing: (
      <>
        <rect x="8" y="3" width="10" height="16" rx="2" className="tomb" />
        <path d="M10.5 8l5 6m0-6l-5 6" className="tomb" />
      </>
    ),
  },
  {
    text: "the leader’s log",
    drawing: (
      <>
        <rect x="1" y="2" width="32" height="18" rx="5" className="leader" />
      </>
    ),
  },
  {
    text: "out of sync: not in the ISR",
    drawing: (
      <>
        <rect x="1" y="2" width="32" height="18" rx="5" className="out" />
      </>
    ),
  },
  {
    text: "acknowledged, but not yet on every in-sync replica",
    drawing: (
      <>
        <rect {...record} x="12" className="h6" />
        <rect x="12" y="20" width="8" height="2" className="risk" />
      </>
    ),
  },
  {
    text: "not what the leader has: it will be truncated",
    drawing: (
      <>
        <rect x="12" y="3" width="9" height="16" className="diverged" />
        <path d="M12 19l9-16" className="diverged" />
      </>
    ),
  },
  {
    text: "a consumer’s position; hollow what its group has committed, with the lag as a line",
    drawing: (
      <>
        <path d="M21 4h10l-5 7z" fill="var(--good)" />
        <path d="M3 4h10l-5 7zM8 15h18" fill="none" stroke="var(--good)" />
      </>
    ),
  },
  {
    text: "who owns a partition",
    drawing: (
      <>
        <path d="M3 4v14M3 11c12 0 10-5 22-5" fill="none" stroke="var(--good)" />
        <circle cx="28" cy="6" r="3.5" fill="var(--good)" />
      </>
    ),
  },
  {
    text: "packets: with records, and without",
    drawing: (
      <>
        <rect x="4" y="8" width="11" height="7" rx="2" className="h2" />
        <circle cx="25" cy="11.5" r="2" className="dot" />
      </>
    ),
  },
];

/** How to read the picture; shown while nothing is selected. */
export function Legend(): ReactNode {
  return (
    <section className="legend">
      <h2 id="inspector-title" tabIndex={-1}>
        How to read the picture
      </h2>
      <p>
        Rows are partitions, columns are brokers. All logs of a row share one scale of
        offsets, so lag is seen as length. Select a replica, a record, a broker or a
        client to look closer.
      </p>
      <ul>
        {marks.map((mark) => (
          <li key={mark.text}>
            <svg width="34" height="22" viewBox="0 0 34 22" aria-hidden="true">
              {mark.drawing}
            </svg>
            {mark.text}
          </li>
        ))}
      </ul>
    </section>
  );
}

import { Component, type ReactNode, Suspense } from "react";

interface PartProps {
  /** What could not be shown, in a word or two. */
  readonly name: string;
  readonly children: ReactNode;
}

interface PartState {
  readonly failed: string;
}

/** A part of the page that comes when it is needed: while it loads, and when it cannot be had, the rest goes on. */
export class PartBoundary extends Component<PartProps, PartState> {
  override state: PartState = { failed: "" };

  static getDerivedStateFromError(error: unknown): PartState {
    return { failed: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    const { name, children } = this.props;
    const { failed } = this.state;
    if (failed === "")
      return (
        <Suspense fallback={<output className="hint">Loading</output>}>
          {children}
        </Suspense>
      );
    return (
      <div role="alert" className="hint">
        <p>
          {name} could not be shown: {failed}
        </p>
        <button
          type="button"
          className="quiet"
          onClick={() => this.setState({ failed: "" })}
        >
          Try again
        </button>
      </div>
    );
  }
}

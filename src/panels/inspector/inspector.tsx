import { lazy, type ReactNode } from "react";
import { useCalm } from "../page-context.ts";
import { PartBoundary } from "../part-boundary.tsx";
import { Legend } from "./legend.tsx";
import "./inspector.css";

const LazyLooked = lazy(async () => ({
  default: (await import("./looked.tsx")).Looked,
}));

/** The selected thing, live and in Kafka's names; the legend while nothing is. */
export function Inspector(): ReactNode {
  const detail = useCalm((frame) => frame?.detail ?? null);
  return (
    <div className="inspector" data-testid="inspector">
      {detail === null ? (
        <Legend />
      ) : (
        <PartBoundary name="The selected thing">
          <LazyLooked detail={detail} />
        </PartBoundary>
      )}
    </div>
  );
}

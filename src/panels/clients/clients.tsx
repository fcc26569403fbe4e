import { lazy, type ReactNode } from "react";
import { PartBoundary } from "../part-boundary.tsx";
import { Add } from "./client-head.tsx";
import { ProducerList } from "./producer-list.tsx";
import "./clients.css";

/** There is no group in the first picture: what shows them comes behind it. */
const LazyGroupList = lazy(async () => ({
  default: (await import("./group-list.tsx")).GroupList,
}));

/** Producers and consumers, and what can be added. */
export function Clients(): ReactNode {
  return (
    <>
      <ProducerList />
      <PartBoundary name="The groups">
        <LazyGroupList />
      </PartBoundary>
      <section className="clients">
        <h2>Topics</h2>
        <Add text="Create a topic" form={{ kind: "topic" }} />
      </section>
    </>
  );
}

import type { ReactNode } from "react";
import { Add } from "./client-head.tsx";
import { GroupList } from "./group-list.tsx";
import { ProducerList } from "./producer-list.tsx";
import "./clients.css";

/** Producers and consumers, and what can be added. */
export function Clients(): ReactNode {
  return (
    <>
      <ProducerList />
      <GroupList />
      <section className="clients">
        <h2>Topics</h2>
        <Add text="Create a topic" form={{ kind: "topic" }} />
      </section>
    </>
  );
}

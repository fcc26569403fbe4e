import type { ReactNode } from "react";
import { usePage, useRun } from "../panels/page-context.ts";

/** An entry that is no scenario: it opens the form for one. */
const own = "A cluster of your own …";

/** The scenario that runs, and others to open instead. */
export function ScenarioChoice(): ReactNode {
  const { scenarios, rescue, view } = usePage();
  const { name, about } = useRun((run) => run.scenario);
  const choose = (chosen: string): void => {
    if (chosen === own) view.setState({ form: { kind: "cluster" } });
    const scenario = scenarios.find((one) => one.name === chosen);
    if (scenario !== undefined) rescue.openScenario(scenario);
  };
  return (
    <select
      className="scenario"
      aria-label="Scenario"
      title={about}
      value={name}
      onChange={(event) => choose(event.target.value)}
    >
      {scenarios.some((one) => one.name === name) ? null : <option>{name}</option>}
      {scenarios.map((one) => (
        <option key={one.name} value={one.name}>
          {one.name}
        </option>
      ))}
      <option>{own}</option>
    </select>
  );
}

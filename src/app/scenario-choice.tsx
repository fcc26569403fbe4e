import type { ReactNode } from "react";
import { usePage, useRun } from "../panels/page-context.ts";

/** The scenario that runs, and others to open instead. */
export function ScenarioChoice(): ReactNode {
  const { scenarios, rescue } = usePage();
  const { name, about } = useRun((run) => run.scenario);
  const choose = (chosen: string): void => {
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
    </select>
  );
}

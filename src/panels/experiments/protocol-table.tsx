import type { ReactNode } from "react";
import type { ProtocolCost } from "../../contract/experiment.ts";
import { grouped, spanText } from "../../scene/figures.ts";

const protocolNames: Readonly<Record<ProtocolCost["protocol"], string>> = {
  eager: "classic, range (eager)",
  cooperative: "classic, cooperative-sticky",
  consumer: "consumer (KIP-848)",
};

/** In the order in which a reader asks. */
const costs: readonly {
  readonly name: Exclude<keyof ProtocolCost, "protocol">;
  readonly label: string;
  readonly text: (value: number) => string;
}[] = [
  { name: "allStoppedUs", label: "nobody processed anything for", text: spanText },
  {
    name: "partitionStoppedUs",
    label: "partitions stood still, summed",
    text: spanText,
  },
  {
    name: "settledUs",
    label: "until all were processed again",
    text: (us) => (us < 0 ? "not within the time" : spanText(us)),
  },
  { name: "greatestLag", label: "most records behind", text: grouped },
  { name: "processedTwice", label: "records processed twice", text: grouped },
  { name: "revoked", label: "partitions taken from a member", text: grouped },
  { name: "moved", label: "partitions with another owner", text: grouped },
  { name: "rebalances", label: "rebalances", text: grouped },
];

/** What the same thing cost under each protocol, with a length beside each figure. */
export function ProtocolTable(props: {
  readonly results: readonly ProtocolCost[];
}): ReactNode {
  const { results } = props;
  return (
    <table className="protocols">
      <caption className="sr-only">What it cost under each protocol</caption>
      <thead>
        <tr>
          <th scope="col">cost</th>
          {results.map(({ protocol }) => (
            <th key={protocol} scope="col">
              {protocolNames[protocol]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {costs.map(({ name, label, text }) => {
          const most = Math.max(1, ...results.map((one) => one[name]));
          return (
            <tr key={name}>
              <th scope="row">{label}</th>
              {results.map((one) => (
                <td key={one.protocol}>
                  {text(one[name])}
                  <i
                    aria-hidden
                    style={{ width: `${(100 * Math.max(0, one[name])) / most}%` }}
                  />
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

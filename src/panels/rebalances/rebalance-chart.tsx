import { scaleLinear } from "d3-scale";
import type { ReactNode } from "react";
import type { RebalanceMember, RebalanceView } from "../../contract/group-view.ts";
import { clockText, spanText } from "../../scene/figures.ts";
import { type Axis, axisOf, segmentsOf } from "./lanes.ts";
import { partitionsText, phases, phaseWords } from "./rebalance-text.ts";

function Lane(props: {
  readonly member: RebalanceMember;
  readonly axis: Axis;
}): ReactNode {
  const { member, axis } = props;
  return (
    <div className="lane">
      <span className="who" title={member.memberId}>
        {member.clientId}
      </span>
      <div className="track">
        {segmentsOf(member, axis).map((segment) => (
          <i
            key={`${segment.fromUs}/${segment.phase}`}
            data-phase={segment.phase}
            style={{ left: `${segment.left}%`, width: `${segment.width}%` }}
            title={`${phaseWords[segment.phase]}: ${spanText(segment.toUs - segment.fromUs)}`}
          />
        ))}
      </div>
    </div>
  );
}

/** Moments of the axis, counted from the beginning of the rebalance. */
function Ticks(props: { readonly axis: Axis; readonly beganUs: number }): ReactNode {
  const { axis, beganUs } = props;
  const x = scaleLinear(
    [(axis.fromUs - beganUs) / 1_000_000, (axis.toUs - beganUs) / 1_000_000],
    [0, 100],
  );
  const format = x.tickFormat(5);
  return (
    <div className="ticks">
      {x.ticks(5).map((tick) => (
        <span key={tick} style={{ left: `${x(tick)}%` }}>
          {format(tick)} s
        </span>
      ))}
    </div>
  );
}

function Legend(props: { readonly view: RebalanceView }): ReactNode {
  const seen = new Set(
    props.view.members.flatMap((member) => member.phases.map(({ phase }) => phase)),
  );
  return (
    <ul className="phases">
      {phases
        .filter((phase) => seen.has(phase))
        .map((phase) => (
          <li key={phase}>
            <i data-phase={phase} aria-hidden /> {phaseWords[phase]}
          </li>
        ))}
    </ul>
  );
}

/** Each member's way through a rebalance, on one time axis. The table below says the same in words. */
export function RebalanceChart(props: {
  readonly view: RebalanceView;
  readonly nowUs: number;
}): ReactNode {
  const { view, nowUs } = props;
  const axis = axisOf(view, nowUs);
  return (
    <figure className="rebalance-chart">
      <div aria-hidden="true">
        {view.members.map((member) => (
          <Lane key={member.clientId} member={member} axis={axis} />
        ))}
        <Ticks axis={axis} beganUs={view.beganUs} />
      </div>
      <figcaption>
        <Legend view={view} />
      </figcaption>
    </figure>
  );
}

function phasesText(member: RebalanceMember, nowUs: number): string {
  return member.phases
    .map(
      ({ phase, fromUs, toUs }) =>
        `${phaseWords[phase]} ${spanText((toUs < 0 ? nowUs : toUs) - fromUs)}`,
    )
    .join(", ");
}

/** The same member by member, in words. */
export function RebalanceTable(props: {
  readonly view: RebalanceView;
  readonly nowUs: number;
}): ReactNode {
  const { view, nowUs } = props;
  return (
    <table>
      <caption className="sr-only">
        Members of {view.group} in the rebalance of {clockText(view.beganUs)}
      </caption>
      <thead>
        <tr>
          <th scope="col">member</th>
          <th scope="col">stood still</th>
          <th scope="col">owned before</th>
          <th scope="col">owns {view.endedUs < 0 ? "now" : "after"}</th>
          <th scope="col">its way</th>
        </tr>
      </thead>
      <tbody>
        {view.members.map((member) => (
          <tr key={member.clientId}>
            <th scope="row">{member.clientId}</th>
            <td>{member.stoppedUs === 0 ? "never" : spanText(member.stoppedUs)}</td>
            <td>{partitionsText(member.before)}</td>
            <td>{partitionsText(member.after)}</td>
            <td>{phasesText(member, nowUs)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

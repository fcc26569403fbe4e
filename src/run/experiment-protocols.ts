import { assert, present } from "../base/assert.ts";
import type { ExperimentSpec, ProtocolCost } from "../contract/experiment.ts";
import type { Scenario } from "../contract/scenario.ts";
import { type Probe, silentProbe } from "../kafka/probe.ts";
import { commandRules } from "./command-rules.ts";
import { commandWith, type Protocol } from "./experiment-scenario.ts";
import {
  stepSetup,
  stepTo,
  type Trial,
  TrialRefused,
  trialWorld,
} from "./experiment-trial.ts";
import { countFromNow, groupWork, noteEnd, noteWork } from "./group-work.ts";
import { type HeardGroup, membersOf, rebalanceLog } from "./watch/rebalance-log.ts";
import { noteProcesses } from "./watch/rebalance-note.ts";
import { endSettled, isActive, tickGroup } from "./watch/rebalance-phases.ts";
import { listenerOf, processesSeen } from "./watch/rebalance-watch.ts";
import { overheard } from "./watched.ts";
import type { World } from "./world.ts";

type Comparison = Extract<ExperimentSpec, { readonly kind: "protocols" }>;

/** A group is at rest when nothing has been told of it for so long, µs. */
const quietUs = 5_000_000;
/** One that is not at rest by then will not be, µs of its members' lives. */
const restLimitUs = 120_000_000;

/** What stood on the group's clock when the command was given. */
interface Start {
  readonly atUs: number;
  readonly begun: number;
  readonly allUs: number;
  readonly partitionUs: number;
  readonly owners: Readonly<Record<string, string>>;
}

/** One protocol: the group comes to rest, the command is given, and its cost is counted. */
export class ProtocolTrial implements Trial<ProtocolCost> {
  private readonly world: World;
  private readonly spec: Comparison;
  private readonly protocol: Protocol;
  private readonly log = rebalanceLog();
  private readonly work = groupWork();
  private start: Start | null = null;
  private startedUs = -1;
  private restUs = -1;
  /** Since when no partition stands still, µs. */
  private goingUs = -1;

  constructor(scenario: Scenario, spec: Comparison, protocol: Protocol) {
    this.spec = spec;
    this.protocol = protocol;
    this.world = trialWorld(scenario, this.probe());
  }

  private probe(): Probe {
    const counting: Probe = {
      ...silentProbe,
      highWatermark: (_broker, { topic, index, log }) =>
        noteEnd(this.work, `${topic}-${index}`, log.highWatermark),
      clients: {
        ...silentProbe.clients,
        consumer: (client, event) => {
          if (this.log.members[client]?.group === this.spec.group)
            noteWork(this.work, event);
        },
      },
    };
    const listener = listenerOf(() => this.log);
    return overheard(
      counting,
      () => listener,
      () => this.world.state,
    );
  }

  readonly step = (): boolean => {
    if (stepSetup(this.world)) return true;
    const { nowUs } = this.world.state.sim;
    if (this.startedUs < 0) this.startedUs = nowUs;
    if (this.start === null) return this.stepToRest();
    const more = stepTo(this.world, this.start.atUs + this.spec.forUs);
    if (this.group().clock.free > 0) this.goingUs = -1;
    else if (this.goingUs < 0) this.goingUs = this.world.state.sim.nowUs;
    return more;
  };

  /** Goes on until the group has been at rest for a while, then gives the command. */
  private stepToRest(): boolean {
    const { sim } = this.world.state;
    if (sim.nowUs - this.startedUs > restLimitUs)
      throw new TrialRefused(
        `Group ${this.spec.group} did not come to rest within ${restLimitUs / 1_000_000} s (${this.protocol}).`,
      );
    const untilUs = this.restUs < 0 ? sim.nowUs + quietUs : this.restUs + quietUs;
    stepTo(this.world, untilUs);
    if (!this.isAtRest()) this.restUs = -1;
    else if (this.restUs < 0) this.restUs = sim.nowUs;
    else if (sim.nowUs >= this.restUs + quietUs) this.command();
    return true;
  }

  private isAtRest(): boolean {
    const group = this.log.groups[this.spec.group];
    if (group === undefined || group.state !== "Stable") return false;
    endSettled(this.log, group, this.world.state.sim.nowUs);
    const expected = this.world.state.scenario.consumers.filter(
      ({ settings }) => settings.config["group.id"] === this.spec.group,
    );
    const there = membersOf(this.log, group.id).filter(isActive);
    return group.open === null && there.length >= expected.length;
  }

  private command(): void {
    const { state } = this.world;
    const group = this.group();
    tickGroup(this.log, group, state.sim.nowUs);
    countFromNow(this.work);
    this.start = {
      atUs: state.sim.nowUs,
      begun: group.begun,
      allUs: group.clock.allUs,
      partitionUs: group.clock.partitionUs,
      owners: this.owners(),
    };
    const { command, group: id } = this.spec;
    const receipt = commandRules().execute(
      this.world,
      commandWith(command, id, this.protocol),
    );
    if (receipt.kind === "refused") throw new TrialRefused(receipt.reason);
    noteProcesses(this.log, processesSeen(state, this.log));
    this.goingUs = group.clock.free === 0 ? state.sim.nowUs : -1;
  }

  private group(): HeardGroup {
    return present(this.log.groups[this.spec.group], "a group that was at rest");
  }

  private owners(): Record<string, string> {
    const owners: Record<string, string> = {};
    for (const member of membersOf(this.log, this.spec.group))
      if (isActive(member))
        for (const partition of member.owned) owners[partition] = member.clientId;
    return owners;
  }

  readonly progress = (): number => {
    if (this.start === null) return 0;
    return (this.world.state.sim.nowUs - this.start.atUs) / this.spec.forUs;
  };

  readonly result = (): ProtocolCost => {
    const { start, work } = this;
    assert(start !== null, "a trial has a result when it is over");
    const { nowUs } = this.world.state.sim;
    const group = this.group();
    tickGroup(this.log, group, nowUs);
    const owners = this.owners();
    return {
      protocol: this.protocol,
      rebalances: group.begun - start.begun,
      settledUs: this.goingUs < 0 ? -1 : this.goingUs - start.atUs,
      allStoppedUs: group.clock.allUs - start.allUs,
      partitionStoppedUs: group.clock.partitionUs - start.partitionUs,
      revoked: work.revoked,
      moved: Object.keys(owners).filter(
        (partition) =>
          start.owners[partition] !== undefined &&
          start.owners[partition] !== owners[partition],
      ).length,
      processedTwice: work.processedTwice,
      greatestLag: work.greatestLag,
    };
  };
}

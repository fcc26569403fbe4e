import { ChevronsRight, Pause, Play, StepForward } from "lucide-react";
import type { ReactNode } from "react";
import { speeds } from "../../bridge/pace.ts";
import { clockText, speedText } from "../../scene/figures.ts";
import { useCalm, usePage, useRun } from "../page-context.ts";
import "./transport.css";

function Clock(): ReactNode {
  const atUs = useCalm((frame) => frame?.atUs ?? 0);
  return (
    <time className="clock" title="Virtual time since the run began" data-testid="clock">
      {clockText(atUs)}
    </time>
  );
}

function Speed(): ReactNode {
  const { drive } = usePage();
  const speed = useRun((run) => run.speed);
  return (
    <select
      className="speed"
      aria-label="Speed"
      title="Virtual time against wall time"
      value={speed}
      onChange={(event) => drive.setSpeed(Number(event.target.value))}
    >
      {speeds.map((one) => (
        <option key={one} value={one}>
          {speedText(one)}
        </option>
      ))}
    </select>
  );
}

/** Time: clock, play and pause, one event, on to the next happening, speed. */
export function Transport(): ReactNode {
  const { drive } = usePage();
  const playing = useRun((run) => run.playing);
  const skipping = useRun((run) => run.skipping);
  const off = useRun((run) => run.status !== "open");
  return (
    <fieldset className="transport">
      <legend className="sr-only">Time</legend>
      <Clock />
      <button
        type="button"
        className="play"
        disabled={off}
        onClick={drive.toggle}
        title={playing ? "Pause (Space)" : "Play (Space)"}
      >
        {playing ? <Pause size={15} aria-hidden /> : <Play size={15} aria-hidden />}
        {playing ? "Pause" : "Play"}
      </button>
      <button
        type="button"
        className="icon"
        disabled={off}
        onClick={drive.step}
        aria-label="Step one event"
        title="One event (.)"
      >
        <StepForward size={16} aria-hidden />
      </button>
      <button
        type="button"
        className="icon"
        disabled={off}
        aria-pressed={skipping}
        onClick={skipping ? drive.stopSkipping : drive.skipToHappening}
        aria-label="Skip to the next happening"
        title="On to the next happening (n)"
      >
        <ChevronsRight size={17} aria-hidden />
      </button>
      <Speed />
    </fieldset>
  );
}

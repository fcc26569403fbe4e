import { speeds } from "../bridge/pace.ts";
import type { Drive } from "../panels/page-context.ts";
import { metBy } from "../scene/met-by.ts";
import { narrate } from "../scene/narrate.ts";
import type { Chronicle } from "../store/chronicle.ts";
import type { Frames } from "../store/frames.ts";
import type { RunStore } from "../store/run.ts";
import type { RunLoop } from "./run-loop.ts";

/** What driving needs. */
export interface DriveNeeds {
  readonly run: RunStore;
  readonly loop: RunLoop;
  readonly frames: Frames;
  readonly chronicle: Chronicle;
  readonly now: () => number;
}

/** The buttons of time. */
export function createDrive(needs: DriveNeeds): Drive {
  const { run, loop, frames, chronicle } = needs;
  const play = (playing: boolean): void => {
    loop.stopSkipping();
    run.setState({ playing });
    if (playing) return;
    frames.settle(needs.now());
    chronicle.tell();
  };
  const storyKey = (): string => {
    const frame = frames.every.getState().current;
    if (frame === null) return "";
    chronicle.tell();
    const { happenings } = chronicle.store.getState();
    const { scenario, commands: log } = run.getState();
    const commands = metBy(scenario.plan, log, frame.atUs);
    const said = narrate({
      frame,
      happenings,
      commands,
      config: scenario.cluster.config,
    });
    return said.story ?? said.key;
  };
  return {
    play: () => play(true),
    pause: () => play(false),
    toggle: () => play(!run.getState().playing),
    step() {
      play(false);
      loop.step();
    },
    setSpeed(speed) {
      run.setState({ speed });
    },
    shift(by) {
      const at = speeds.findIndex((one) => one >= run.getState().speed);
      const next = speeds[Math.max(0, Math.min(speeds.length - 1, at + by))];
      if (next !== undefined) run.setState({ speed: next });
    },
    skipToHappening() {
      loop.skip((frame) =>
        frame.happenings.some((one) => one.weight !== "quiet" && one.kind !== "command"),
      );
    },
    skipToStory() {
      const before = storyKey();
      loop.skip(() => storyKey() !== before);
    },
    stopSkipping: loop.stopSkipping,
  };
}

import {
  deposed,
  leaderless,
  returning,
  tooFew,
  unnoticed,
} from "./stories/broker-stories.ts";
import { calm, loss } from "./stories/calm-stories.ts";
import { twoControllers, uncontrolled, voterAway } from "./stories/controller-stories.ts";
import { cutOff, eager, hidden } from "./stories/link-stories.ts";
import type { Narration, Told } from "./stories/story.ts";
import { diskLost, reassigning, strained } from "./stories/work-stories.ts";

/** The most pressing story; a loss always comes first. */
export function narrate(told: Told): Narration {
  const quiet =
    uncontrolled(told) ??
    twoControllers(told) ??
    unnoticed(told) ??
    leaderless(told) ??
    tooFew(told) ??
    deposed(told) ??
    hidden(told) ??
    diskLost(told) ??
    returning(told) ??
    cutOff(told) ??
    reassigning(told) ??
    voterAway(told) ??
    strained(told) ??
    eager(told) ??
    calm(told);
  return loss(told, quiet) ?? quiet;
}

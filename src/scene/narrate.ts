import {
  deposed,
  leaderless,
  returning,
  tooFew,
  unnoticed,
} from "./stories/broker-stories.ts";
import { calm, loss } from "./stories/calm-stories.ts";
import { cutOff, eager, hidden } from "./stories/link-stories.ts";
import type { Narration, Told } from "./stories/story.ts";

/** The most pressing story; a loss always comes first. */
export function narrate(told: Told): Narration {
  const quiet =
    unnoticed(told) ??
    leaderless(told) ??
    tooFew(told) ??
    deposed(told) ??
    hidden(told) ??
    returning(told) ??
    cutOff(told) ??
    eager(told) ??
    calm(told);
  return loss(told, quiet) ?? quiet;
}

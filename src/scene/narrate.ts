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

let laterStory: (told: Told) => Narration | null = () => null;

/** Stories of groups come behind the first picture, which has none: `stories/group-stories.ts`. */
export function tellToo(story: (told: Told) => Narration | null): void {
  laterStory = story;
}

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
    laterStory(told) ??
    calm(told);
  return loss(told, quiet) ?? quiet;
}

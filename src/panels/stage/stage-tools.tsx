import { List, Maximize2, Minus, Plus, Search as SearchIcon } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { nextZoom } from "../../scene/arrange/camera.ts";
import { usePage, useView } from "../page-context.ts";
import { zoomStep } from "./zoom-step.ts";

/** The picture, the text beside it, the text alone, and the picture again. */
const next = { picture: "both", both: "text", text: "picture" } as const;
const nextWord = {
  picture: "Text beside the picture",
  both: "Text instead of the picture",
  text: "Back to the picture",
} as const;

/** A button that is an icon; `label` is its name for those who do not see it. */
function Tool({
  label,
  ...button
}: ComponentProps<"button"> & { readonly label: string }): ReactNode {
  return <button type="button" className="icon" aria-label={label} {...button} />;
}

/** Search, text view and camera, all in one quiet corner. */
export function StageTools(): ReactNode {
  const { view, picture } = usePage();
  const moved = useView((state) => state.zoom !== null);
  const finding = useView((state) => state.finding);
  const stageAs = useView((state) => state.stageAs);
  const camera = useView((state) => state.camera);
  const zoom = (factor: number): void => {
    const at = picture.arrangement();
    if (at !== null) view.setState({ zoom: nextZoom(at, factor) });
  };
  return (
    <fieldset className="zoom-buttons" aria-label="What the stage shows">
      <Tool
        label="Search and filter"
        title="Search and filter (/)"
        aria-expanded={finding}
        onClick={() => view.setState({ finding: !finding })}
      >
        <SearchIcon size={14} aria-hidden />
      </Tool>
      <Tool
        label="Text view"
        title={nextWord[stageAs]}
        aria-pressed={stageAs !== "picture"}
        onClick={() => view.setState({ stageAs: next[stageAs] })}
      >
        <List size={15} aria-hidden />
      </Tool>
      <Tool
        label="Further away"
        title="Further away (−)"
        disabled={stageAs === "text" || camera === "furthest"}
        onClick={() => zoom(1 / zoomStep)}
      >
        <Minus size={15} aria-hidden />
      </Tool>
      <Tool
        label="All of it"
        title="All of it (0)"
        disabled={!moved}
        onClick={() => view.setState({ zoom: null })}
      >
        <Maximize2 size={13} aria-hidden />
      </Tool>
      <Tool
        label="Nearer"
        title="Nearer (+)"
        disabled={stageAs === "text" || camera === "nearest"}
        onClick={() => zoom(zoomStep)}
      >
        <Plus size={15} aria-hidden />
      </Tool>
    </fieldset>
  );
}

import { Maximize2, Minus, Plus } from "lucide-react";
import type { ReactNode } from "react";
import type { Arrangement } from "../../scene/arrange/arrangement.ts";
import { nextZoom } from "../../scene/arrange/camera.ts";
import { usePage, useView } from "../page-context.ts";
import { zoomStep } from "./zoom-step.ts";

/** Nearer, further, all of it. */
export function ZoomButtons(props: { readonly at: Arrangement }): ReactNode {
  const { view } = usePage();
  const moved = useView((state) => state.zoom !== null);
  const { at } = props;
  const zoom = (factor: number): void => view.setState({ zoom: nextZoom(at, factor) });
  return (
    <fieldset className="zoom-buttons" aria-label="Camera">
      <button
        type="button"
        className="icon"
        aria-label="Further away"
        title="Further away (−)"
        disabled={nextZoom(at, 1 / zoomStep) === at.zoom}
        onClick={() => zoom(1 / zoomStep)}
      >
        <Minus size={15} aria-hidden />
      </button>
      <button
        type="button"
        className="icon"
        aria-label="All of it"
        title="All of it (0)"
        disabled={!moved}
        onClick={() => view.setState({ zoom: null })}
      >
        <Maximize2 size={13} aria-hidden />
      </button>
      <button
        type="button"
        className="icon"
        aria-label="Nearer"
        title="Nearer (+)"
        disabled={nextZoom(at, zoomStep) === at.zoom}
        onClick={() => zoom(zoomStep)}
      >
        <Plus size={15} aria-hidden />
      </button>
    </fieldset>
  );
}

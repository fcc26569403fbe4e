import type { ConsumerView } from "../../contract/client-view.ts";
import type { Focus } from "../../contract/command.ts";
import type { ViewFrame } from "../../contract/frame.ts";
import type { Arrangement, Row } from "../arrange/arrangement.ts";
import { type GroupPlace, placeGroups, rowEdge } from "../arrange/members.ts";
import type { Palette } from "../palette.ts";
import type { Canvas } from "./canvas.ts";

/** Everything that decides how ownership is drawn. */
interface Look {
  readonly at: Arrangement;
  readonly palette: Palette;
  readonly focus: Focus | null;
}

const isReading = ({ status, pollingPaused }: ConsumerView): boolean =>
  status === "running" && !pollingPaused;

/** A member or group that is selected stands out from the others. */
function isChosen(focus: Focus | null, group: string, id: string): boolean {
  if (focus?.kind === "client") return focus.id === id;
  return focus?.kind === "group" && group !== "" && focus.group === group;
}

/** From the end of a row to whoever owns it; a tick says that the row has an owner. */
function paintLine(
  { context }: Canvas,
  { at }: Look,
  row: Row,
  to: { readonly x: number; readonly y: number },
): void {
  const x = rowEdge(at);
  const y = (row.top + row.bottom) / 2;
  const reach = (to.x - x) / 2;
  const half = Math.max(2, Math.min(9, (row.bottom - row.top) / 3));
  context.beginPath();
  context.moveTo(x, y - half);
  context.lineTo(x, y + half);
  context.moveTo(x, y);
  context.bezierCurveTo(x + reach, y, to.x - 7 - reach, to.y, to.x - 7, to.y);
  context.stroke();
}

function paintGroup(canvas: Canvas, look: Look, place: GroupPlace): void {
  const { context } = canvas;
  const { palette, focus } = look;
  context.strokeStyle = palette.good;
  context.lineWidth = 1.4;
  context.globalAlpha = 0.55;
  for (const row of place.rows) paintLine(canvas, look, row, place);
  for (const member of place.members) {
    const reads = isReading(member.consumer);
    const chosen = isChosen(focus, place.group, member.consumer.id);
    context.strokeStyle = reads ? palette.good : palette.warn;
    context.setLineDash(reads ? [] : [3, 3]);
    context.lineWidth = chosen ? 2.4 : 1.4;
    context.globalAlpha = chosen ? 1 : 0.55;
    for (const row of member.rows) paintLine(canvas, look, row, member);
  }
  context.setLineDash([]);
  context.globalAlpha = 1;
}

/** Ownership: a line from each row to the member that owns it. The members themselves are HTML. */
export function paintMembers(canvas: Canvas, frame: ViewFrame, look: Look): void {
  for (const place of placeGroups(look.at, frame)) paintGroup(canvas, look, place);
}

import type { Focus } from "../../contract/command.ts";
import type { Detail } from "../../contract/detail.ts";
import { apiOfKey } from "../../terms/apis.ts";
import { errorName } from "../../terms/errors.ts";
import { field, section } from "../frame/fields.ts";
import type { WorldState } from "../world.ts";
import { fieldTree } from "./field-tree.ts";
import type { RequestLog } from "./request-log.ts";
import { requestView } from "./request-views.ts";

const ms = (us: number): string => (us < 0 ? "not yet" : `${us / 1000} ms`);

/** APIs whose answers wait in a broker's purgatory. */
const inPurgatory = ["Produce", "Fetch", "DeleteRecords", "ElectLeaders"];

/** One request: its header, where its time went, and both bodies decoded. */
export function requestDetail(
  state: WorldState,
  log: RequestLog,
  focus: Extract<Focus, { kind: "request" }>,
): Detail | null {
  const entry = log.entries.get(focus.id);
  if (entry === undefined) return null;
  const view = requestView(state, log, entry);
  const api = apiOfKey(view.api)?.name ?? `API ${view.api}`;
  const wait = inPurgatory.includes(api) ? "in purgatory" : "waiting for the commit";
  const total = view.stage === "answered" ? entry.returnedUs - view.sentUs : -1;
  return {
    focus,
    title: `${api} from ${view.from} to ${view.to}`,
    badge: view.error === 0 ? view.stage : errorName(view.error),
    sections: [
      section("Header", [
        field("request_api_key", `${view.api} (${api})`),
        field("request_api_version", view.version),
        field("correlation_id", view.correlationId),
        field("client_id", view.clientId),
      ]),
      section("Where the time went", [
        field("request on the network", ms(view.requestUs)),
        field("in the request queue", ms(view.queueUs)),
        field("handled", ms(view.handlingUs)),
        field(wait, ms(view.waitUs)),
        field("response on the network", ms(view.responseUs)),
        field("in all", ms(total)),
      ]),
    ],
    bodies: [
      fieldTree(`${api}Request`, entry.request.body),
      ...(entry.response === null
        ? []
        : [fieldTree(`${api}Response`, entry.response.body)]),
    ],
    why: [],
    shell: "",
  };
}

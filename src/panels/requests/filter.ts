import type { RequestView } from "../../contract/request-view.ts";
import { apiOfKey } from "../../terms/apis.ts";

/** Which requests are listed; an empty text means all. */
export interface RequestFilter {
  readonly api: string;
  /** A node that asked or was asked. */
  readonly node: string;
  /** A client that asked. */
  readonly client: string;
  readonly errorsOnly: boolean;
}

/** Kafka's name of an API. */
export const apiName = (key: number): string => apiOfKey(key)?.name ?? `API ${key}`;

const isNode = (name: string): boolean => /^(?:broker|controller) \d+$/.test(name);

/** True where something went wrong: an error, or no answer. */
export const isTrouble = ({ error, stage }: RequestView): boolean =>
  error !== 0 || stage === "held" || stage === "unanswered";

/** Whether a request passes. */
export function passes(filter: RequestFilter, one: RequestView): boolean {
  const { api, node, client } = filter;
  return (
    (api === "" || apiName(one.api) === api) &&
    (node === "" || one.from === node || one.to === node) &&
    (client === "" || one.from === client) &&
    (!filter.errorsOnly || isTrouble(one))
  );
}

/** What can be chosen from, as far as it was seen. */
export interface RequestChoices {
  readonly apis: readonly string[];
  readonly nodes: readonly string[];
  readonly clients: readonly string[];
}

/** Names that occur in a list of requests. */
export function choicesOf(list: readonly RequestView[]): RequestChoices {
  const names = [...new Set(list.flatMap(({ from, to }) => [from, to]))];
  const sorted = (all: readonly string[]): string[] =>
    all.toSorted((a, b) => (a < b ? -1 : 1));
  return {
    apis: sorted([...new Set(list.map(({ api }) => apiName(api)))]),
    nodes: sorted(names.filter(isNode)),
    clients: sorted(names.filter((name) => !isNode(name))),
  };
}

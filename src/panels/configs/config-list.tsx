import { type ReactNode, useState } from "react";
import type { ConfigRow, ConfigTarget } from "../../contract/config-row.ts";
import { ConfigItem } from "./config-item.tsx";
import { found } from "./config-search.ts";
import "./configs.css";

/** Rows that are shown at once. */
const mostRows = 80;

/** Every config of one resource, those that are set first. */
export function ConfigList(props: {
  readonly scope: ConfigTarget;
  readonly configs: readonly ConfigRow[];
}): ReactNode {
  const { scope, configs } = props;
  const [search, setSearch] = useState("");
  const [open, setOpen] = useState("");
  const rows = found(configs, search);
  return (
    <section className="configs" data-testid="configs">
      <input
        type="search"
        aria-label="Search configs"
        placeholder={`search ${configs.length} configs`}
        value={search}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setSearch(event.target.value)}
      />
      {rows.length === 0 ? (
        <p className="hint">
          No config’s name or description has “{search}”. Kafka’s names are meant, such as
          min.insync.replicas.
        </p>
      ) : null}
      <ul>
        {rows.slice(0, mostRows).map((row) => (
          <ConfigItem
            key={row.name}
            row={row}
            scope={scope}
            open={open === row.name}
            toggle={() => setOpen(open === row.name ? "" : row.name)}
          />
        ))}
      </ul>
      {rows.length > mostRows ? (
        <p className="hint">and {rows.length - mostRows} more: search for them.</p>
      ) : null}
    </section>
  );
}

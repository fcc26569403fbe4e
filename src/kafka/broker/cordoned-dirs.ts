import { BROKER_RESOURCE, configsOf, configValue } from "../controller/metadata-image.ts";
import { pathsOf } from "../log/log-dir.ts";
import type { Broker } from "./broker.ts";

const name = "cordoned.log.dirs";

/** Paths of `cordoned.log.dirs`, which take no new replicas; `*` is all of them (new in 4.3). */
export function cordonedPaths(broker: Broker): readonly string[] {
  const { image, config, disk } = broker;
  const own = configValue(configsOf(image, BROKER_RESOURCE, String(broker.id)), name);
  const paths = pathsOf(own ?? config.given[name] ?? "");
  return paths.includes("*") ? disk.dirs.map(({ path }) => path) : paths;
}

/** Ids of the cordoned dirs, as the controller is told. */
export const cordonedIds = (broker: Broker): string[] => {
  const cordoned = cordonedPaths(broker);
  return broker.disk.dirs
    .filter(({ path }) => cordoned.includes(path))
    .map(({ directoryId }) => directoryId);
};

import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { exposeHighwater } from "./app/idle.ts";
import { followKeys } from "./app/keyboard.ts";
import { followLateRefusals } from "./app/late-refusals.ts";
import { openPage } from "./app/open-page.ts";
import { Shell } from "./app/shell.tsx";
import { keepStored } from "./app/stored.ts";
import { followTheme } from "./app/theme.ts";
import { followWatching } from "./app/watching.ts";
import { PageProvider } from "./panels/page-context.ts";
import { groupStories } from "./scenario/group-stories.ts";
import { openingScenario } from "./scenario/opening.ts";
import { presets } from "./scenario/presets.ts";
import { stories } from "./scenario/stories.ts";
import "./app/tokens.css";
import "./app/page.css";

const opened = openPage(openingScenario, [
  ...Object.values(presets),
  ...Object.values(groupStories),
  ...Object.values(stories),
]);
followTheme(opened.page.preferences);
keepStored(opened.page.preferences);
followKeys(opened.page);
followWatching(opened.page);
exposeHighwater(opened);
followLateRefusals(opened.page.chronicle, opened.page.view);

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root.");
createRoot(root).render(
  <StrictMode>
    <PageProvider value={opened.page}>
      <Shell />
    </PageProvider>
  </StrictMode>,
);

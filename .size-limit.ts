import { firstLoad } from "./bench/first-load.ts";

/** Each with everything that it imports before it runs. */
export default [
  {
    name: "page",
    path: firstLoad("dist/assets", /^index-.*\.js$/),
    limit: "130 kB",
    gzip: true,
  },
  {
    name: "engine worker",
    path: firstLoad("dist/assets", /^worker-.*\.js$/),
    limit: "90 kB",
    gzip: true,
  },
];

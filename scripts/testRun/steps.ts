import { installAwsCli } from "./awsCli.ts";
import { installBotocore } from "./botocore.ts";
import { installIamSimulate } from "./iamSimulate.ts";
import { installPrincipalMapper } from "./principalMapper.ts";
import { host, mocha, program, screens, script } from "./runners.ts";
import { secondTry } from "./secondTry.ts";
import type { Step } from "./step.ts";

/** What reads the sources and needs no bundle. */
export const sourceSteps: readonly Step[] = [
  {
    name: "format",
    needs: [],
    run: () =>
      program("prettier/bin/prettier.cjs", [
        "--check",
        "--cache",
        "--cache-location=.vscode-test/prettier-cache",
        ".",
      ]),
  },
  { name: "types", needs: [], run: () => program("typescript/bin/tsc", ["--build"]) },
  { name: "unit", needs: [], run: () => mocha("unit") },
  { name: "lint", needs: [], run: () => program("eslint/bin/eslint.js", ["--max-warnings", "0", "."]) },
  {
    name: "oracles",
    needs: ["botocore", "the AWS CLI", "iam-simulate", "principalmapper"],
    run: async () =>
      mocha("oracles", {
        BOTOCORE_PYTHON: await installBotocore(),
        AWS_CLI_PYTHON: await installAwsCli(),
        IAM_SIMULATE_DIR: await installIamSimulate(),
        PRINCIPAL_MAPPER_PYTHON: await installPrincipalMapper(),
      }),
  },
];

/** What makes the bundles; the steps below need it. */
export const build: Step = { name: "build", needs: [], run: () => script("build.ts") };

/** What runs the product, in this order. */
export const productSteps: readonly Step[] = [
  { name: "package", needs: [], run: () => script("package.ts") },
  { name: "live", needs: ["radosgw", "moto"], run: () => secondTry("live", () => mocha("live")) },
  {
    name: "host-desktop",
    needs: ["the VS Code server"],
    run: () => secondTry("host-desktop", () => host("desktop")),
  },
  {
    name: "host-browser",
    needs: ["the VS Code server"],
    run: () => secondTry("host-browser", () => host("browser")),
  },
  { name: "screens", needs: ["the VS Code server", "radosgw"], run: screens },
  {
    name: "start",
    needs: ["the VS Code server"],
    run: () => secondTry("start", () => script("start.ts", ["--print-only"])),
  },
];

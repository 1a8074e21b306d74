import { homedir } from "node:os";
import { text } from "node:stream/consumers";
import { bundledCatalogue } from "./bundledCatalogue.ts";
import { check } from "./check.ts";
import { credentials } from "./credentials.ts";
import { decide } from "./decide.ts";
import { lint } from "./lint.ts";
import { profiles } from "./profiles.ts";
import { askOnTerminal } from "./terminalQuestion.ts";

/** A command: its arguments after its name → how the process ends. */
type Command = (args: readonly string[]) => number | Promise<number>;

const commands: Readonly<Record<string, { readonly usage: string; readonly run: Command }>> = {
  check: {
    usage:
      "check [FILE…] [--live [--profile NAME]] [--format text|json|junit]     simulates role configs, or asks AWS too, and compares with what they expect",
    run: async (args) => {
      const places = { folder: process.cwd(), home: homedir(), environment: process.env };
      const { stdout, stderr, exitCode } = await check(
        args,
        places.folder,
        bundledCatalogue,
        async (profile) => {
          const { createConfigChecker } = await import("./checkLive.ts");
          return createConfigChecker(places, profile);
        },
      );
      process.stdout.write(stdout);
      process.stderr.write(stderr);
      return exitCode;
    },
  },
  credentials: {
    usage:
      "credentials [--profile NAME] [--verbose]     the keys of a profile's session, as a credential_process writes them",
    run: async (args) => {
      const abort = new AbortController();
      process.once("SIGINT", () => {
        abort.abort();
      });
      const { stdout, stderr, exitCode } = await credentials(args, {
        home: homedir(),
        folder: process.cwd(),
        environment: process.env,
        signal: abort.signal,
        askMfaCode: askOnTerminal,
        setVariable: (name, value) => {
          process.env[name] = value;
        },
      });
      process.stdout.write(stdout);
      process.stderr.write(stderr);
      return exitCode;
    },
  },
  decide: {
    usage: "decide [--batch]     answers a request (JSON) from standard input, or one a line",
    run: async (args) => {
      const unknown = args.find((argument) => argument !== "--batch");
      if (unknown !== undefined) return refuse(`decide does not know ${unknown}.`);
      const { stdout, exitCode } = decide(await text(process.stdin), { batch: args.includes("--batch") });
      process.stdout.write(stdout.map((line) => `${line}\n`).join(""));
      return exitCode;
    },
  },
  lint: {
    usage:
      "lint [FILE|FOLDER…] [--kind KIND] [--format text|json|sarif]     finds problems in policies, role configs, ~/.aws",
    run: async (args) => {
      const places = { folder: process.cwd(), home: homedir(), environment: process.env };
      const { stdout, stderr, exitCode } = await lint(args, places, bundledCatalogue);
      process.stdout.write(stdout);
      process.stderr.write(stderr);
      return exitCode;
    },
  },
  profiles: {
    usage: "profiles [--format text|json]     says what every profile of ~/.aws resolves to; calls nothing",
    run: (args) => {
      const places = { folder: process.cwd(), home: homedir(), environment: process.env, now: Date.now() };
      const { stdout, stderr, exitCode } = profiles(args, places);
      process.stdout.write(stdout);
      process.stderr.write(stderr);
      return exitCode;
    },
  },
};

function refuse(message: string): number {
  const lines = Object.values(commands).map(({ usage }) => `  assume-role ${usage}`);
  process.stderr.write(`${message}\n\nUsage:\n${lines.join("\n")}\n`);
  return 2;
}

async function main([name = "", ...args]: readonly string[]): Promise<number> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command !== undefined) return command.run(args);
  return refuse(name === "" ? "Which command?" : `There is no command ${name}.`);
}

main(process.argv.slice(2)).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 2;
  },
);

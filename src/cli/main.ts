import { homedir } from "node:os";
import { text } from "node:stream/consumers";
import { bundledCatalogue } from "./bundledCatalogue.ts";
import { check } from "./check.ts";
import { credentials } from "./credentials.ts";
import { decide } from "./decide.ts";
import { exec } from "./exec.ts";
import { lint } from "./lint.ts";
import { profiles } from "./profiles.ts";
import type { SessionPorts } from "./profileSession.ts";
import { runProgram } from "./runProgram.ts";
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
      "credentials [--profile NAME] [--fresh] [--verbose]     the keys of a profile's session, as a credential_process writes them",
    run: async (args) => {
      const { ports, done } = sessionPorts();
      const { stdout, stderr, exitCode } = await credentials(args, ports).finally(done);
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
  exec: {
    usage:
      "exec [--profile NAME] [--fresh] [--nested] [--serve] [--verbose] -- PROGRAM [ARGUMENT…]     runs a program with a profile's session in its environment",
    run: async (args) => {
      const { ports, done } = sessionPorts();
      const execution = await exec(args, ports).finally(done);
      process.stderr.write(execution.stderr);
      if (execution.kind === "ended") return execution.exitCode;
      const ended = await runProgram(execution.program, execution.args, execution.environment);
      await execution.close();
      if (ended.kind === "notStarted") process.stderr.write(`${ended.message}\n`);
      return ended.code;
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

/** What a command needs that opens a session: the interrupt key ends the opening, until `done`. */
function sessionPorts(): { readonly ports: SessionPorts; readonly done: () => void } {
  const abort = new AbortController();
  const interrupt = (): void => {
    abort.abort();
  };
  process.once("SIGINT", interrupt);
  const ports: SessionPorts = {
    home: homedir(),
    folder: process.cwd(),
    environment: process.env,
    signal: abort.signal,
    askMfaCode: askOnTerminal,
    setVariable: (name, value) => {
      process.env[name] = value;
    },
  };
  return {
    ports,
    done: () => {
      process.off("SIGINT", interrupt);
    },
  };
}

function refuse(message: string): number {
  const lines = Object.values(commands).map(({ usage }) => `  assume-role ${usage}`);
  process.stderr.write(`${message}\n\nUsage:\n${lines.join("\n")}\n`);
  return 2;
}

// Set by the launcher of the editor's terminals for this process, and for no program that it starts.
delete process.env["ELECTRON_RUN_AS_NODE"];

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

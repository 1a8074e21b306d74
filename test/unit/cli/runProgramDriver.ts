import { runProgram } from "../../../src/cli/runProgram.ts";

// `runProgramDriver.ts PROGRAM ARG…`, with one variable more than its own environment.
const [program = "", ...args] = process.argv.slice(2);
const ended = await runProgram(program, args, { ...process.env, GIVEN: "a b" });
if (ended.kind === "notStarted") process.stderr.write(`${ended.message}\n`);
process.exitCode = ended.code;

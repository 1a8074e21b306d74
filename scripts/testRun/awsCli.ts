import { makePythonEnvironment } from "./pythonEnvironment.ts";

/** The AWS CLI, the other program that writes `~/.aws` files. Answers the path of a python that has it. */
export function installAwsCli(): Promise<string> {
  return makePythonEnvironment("awscli", "1.46.3");
}

import { makePythonEnvironment } from "./pythonEnvironment.ts";

/** botocore, which our reading of `~/.aws` files is compared with. Answers the path of a python that has it. */
export function installBotocore(): Promise<string> {
  return makePythonEnvironment("botocore", "1.44.5");
}

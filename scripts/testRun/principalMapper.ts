import { makePythonEnvironment } from "./pythonEnvironment.ts";

/**
 * Principal Mapper (AGPL): it judges our decisions and is no part of the product. Answers the path of a python that has
 * it.
 */
export function installPrincipalMapper(): Promise<string> {
  return makePythonEnvironment("principalmapper", "1.1.5");
}

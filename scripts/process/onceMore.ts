/**
 * Starts something that can lose a race for its port or against a busy machine: after a failure it is tried once more,
 * and the reason of the failure is told.
 */
export async function onceMore<T>(
  what: string,
  say: (line: string) => void,
  start: () => Promise<T>,
): Promise<T> {
  try {
    return await start();
  } catch (error) {
    say(
      `${what} did not start and is tried once more: ${error instanceof Error ? error.message : String(error)}`,
    );
    return start();
  }
}

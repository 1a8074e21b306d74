import type { SessionKeys } from "../core/livePort.ts";
import type { ServedKeys } from "./credentialsServer.ts";
import type { ProfileSession } from "./profileSession.ts";

/** A session with less than this, in milliseconds, is renewed; sessions that are held end for others then, too. */
const NEAR_END = 5 * 60_000;

/**
 * The keys of a session that is renewed when it nears its end and somebody asks: once for all who ask meanwhile. Where it
 * cannot be renewed, the old keys are good until they end.
 */
export function renewedKeys(
  first: SessionKeys,
  renew: () => Promise<ProfileSession>,
): () => Promise<ServedKeys> {
  let keys = first;
  let renewing: Promise<ServedKeys> | undefined;
  const lasts = (milliseconds: number): boolean =>
    keys.expiration === undefined || Date.parse(keys.expiration) - Date.now() > milliseconds;
  const renewed = async (): Promise<ServedKeys> => {
    const session = await renew();
    if (session.kind === "session") keys = session.keys;
    else if (!lasts(0)) return { kind: "none", message: session.lines.join(" ") };
    return { kind: "keys", keys };
  };
  return () => {
    if (lasts(NEAR_END)) return Promise.resolve({ kind: "keys", keys });
    return (renewing ??= renewed().finally(() => {
      renewing = undefined;
    }));
  };
}

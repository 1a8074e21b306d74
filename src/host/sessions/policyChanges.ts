import * as vscode from "vscode";
import type { HeldSession } from "../../core/livePort.ts";
import type { DocumentKind } from "../../core/openConfig/model.ts";
import { sessionPhase } from "../../core/sessionEnd.ts";
import type { HeldSessions } from "./heldSessions.ts";

/** Kinds of documents whose change bears on a session that runs already. */
const kinds = ["trust", "identity", "bucket", "session", "boundary", "scp", "rcp", "roleConfig"] as const;
type ChangedKind = (typeof kinds)[number];

interface Change {
  readonly kind: ChangedKind;
  readonly name: string;
  readonly at: Date;
}

/**
 * Which policies were saved while a session ran. It watches only while there is a session, and says what AWS documents:
 * permissions are judged at every request, so that a running session gains and loses them; the trust policy and the
 * session policy are judged once, when the role is assumed.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html
 */
export class PolicyChanges implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #changes = new Map<string, Change>();
  readonly #subscription: vscode.Disposable;
  #watcher: vscode.Disposable | undefined;

  constructor(private readonly sessions: HeldSessions) {
    this.#subscription = sessions.onDidChange(() => {
      this.#watch();
    });
  }

  /** What to say of a session, a sentence a line; nothing where no policy was saved since it began, or it has ended. */
  of(session: Pick<HeldSession, "began"> & Partial<Pick<HeldSession, "expiration">>): string[] {
    const { expiration } = session;
    if (expiration !== undefined && sessionPhase(expiration, new Date()) === "ended") return [];
    const since = [...this.#changes.values()].filter(({ at }) => at > new Date(session.began));
    const named = (wanted: (kind: ChangedKind) => boolean) =>
      since.filter(({ kind }) => wanted(kind)).map(({ name }) => name);
    const once = named((kind) => kind === "trust" || kind === "session");
    const each = named((kind) => kind !== "trust" && kind !== "session" && kind !== "roleConfig");
    const configs = named((kind) => kind === "roleConfig");
    return [
      ...(each.length === 0
        ? []
        : [
            vscode.l10n.t(
              "{0} was saved after this session began. Once it is in force in AWS, the running session gains or loses the rights too: permissions are judged at every request.",
              each.join(", "),
            ),
          ]),
      ...(once.length === 0
        ? []
        : [
            vscode.l10n.t(
              "{0} was saved after this session began. The running session is not touched: a trust policy or a session policy is judged when the role is assumed. Renew the session to have the new one judged.",
              once.join(", "),
            ),
          ]),
      ...(configs.length === 0
        ? []
        : [
            vscode.l10n.t(
              "{0} was saved after this session began. What it sends with AssumeRole counts for new sessions: run the check again.",
              configs.join(", "),
            ),
          ]),
    ];
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#watcher?.dispose();
    this.#changed.dispose();
  }

  #watch(): void {
    if (this.sessions.list().length === 0) {
      this.#watcher?.dispose();
      this.#watcher = undefined;
      this.#changes.clear();
      return;
    }
    this.#watcher ??= vscode.workspace.onDidSaveTextDocument((document) => void this.#saved(document));
  }

  async #saved(document: vscode.TextDocument): Promise<void> {
    const { kindOf } = await import("../openDocument.ts");
    const kind = kindOf(document);
    if (kind === undefined || !isChangedKind(kind)) return;
    this.#changes.set(document.uri.toString(), {
      kind,
      name: vscode.workspace.asRelativePath(document.uri),
      at: new Date(),
    });
    this.#changed.fire();
  }
}

function isChangedKind(kind: DocumentKind): kind is ChangedKind {
  return (kinds as readonly string[]).includes(kind);
}

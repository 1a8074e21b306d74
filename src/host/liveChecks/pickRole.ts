import * as vscode from "vscode";
import type { RolesPage } from "../../core/livePort.ts";
import type { HopRequest } from "../../core/openConfig/model.ts";
import { typedRole, type TypedRole } from "../../core/openConfig/roleArns.ts";
import { optional } from "../../core/optional.ts";
import { back, pickStep, type StepPlace } from "../multiStep.ts";

/** A role to assume, with what is sent with it unless the user says otherwise. */
export interface OfferedRole {
  readonly request: HopRequest;
  /** Where it was found, in words. */
  readonly origin: string;
}

export interface RoleSources {
  /** Of the open document, of the profiles, and of earlier times, each in the order to show. */
  readonly document: readonly OfferedRole[];
  readonly profiles: readonly OfferedRole[];
  readonly history: () => readonly HopRequest[];
  readonly forget: (roleArn: string) => Promise<void>;
  /** Where a role that is typed by its name alone is looked for. */
  readonly home: { readonly account?: string; readonly partition: string };
  /** One page of the roles of the account, or why there is none: one sentence, which was shown in full too. */
  readonly page: (
    marker: string | undefined,
    closed?: vscode.CancellationToken,
  ) => Promise<RolesPage | { readonly refused: string }>;
  /** Asks what has to be asked before AWS is called for the list. */
  readonly mayList: () => Promise<boolean>;
}

export interface PickedRole {
  readonly request: HopRequest;
  /** Seconds, where IAM said it. */
  readonly maxSessionDuration?: number;
}

interface RoleItem extends vscode.QuickPickItem {
  readonly role?: PickedRole;
  /** Asks AWS for the roles of the account. */
  readonly list?: boolean;
}

/**
 * A role: typed in any form that `typedRole` reads, of the open document, of the profiles, of earlier times, or of those
 * that IAM lists. Where the list is refused the other ways stay.
 */
export async function pickRole(
  sources: RoleSources,
  at: StepPlace,
): Promise<PickedRole | typeof back | undefined> {
  // Why the account gave no list: said where it was asked for, so that the other ways are seen to stay.
  let refused: string | undefined;
  for (;;) {
    const items = (): readonly RoleItem[] => offered(sources, refused);
    const picked = await pickStep<RoleItem>({
      ...at,
      placeholder: vscode.l10n.t("Role ARN, ACCOUNT/NAME, or a switch-role link; or pick one"),
      items: items(),
      meaningOf: (typed) => meaningOf(typedRole(typed, sources.home)),
      canTake: (item) => item.role !== undefined || item.list === true,
      onItemButton: async ({ role }) => {
        if (role !== undefined) await sources.forget(role.request.roleArn);
        return items();
      },
    });
    if (picked === undefined || picked === back) return picked;
    if (picked.list !== true) return picked.role;
    if (!(await sources.mayList())) continue;
    const first = await sources.page(undefined);
    if ("refused" in first) {
      refused = first.refused;
      continue;
    }
    const listed = await pickListed(sources, first, at);
    if (listed !== back) return listed;
  }
}

function offered(
  { document, profiles, history }: RoleSources,
  refused: string | undefined,
): readonly RoleItem[] {
  const seen = new Set<string>();
  const before = new Set(history().map(({ roleArn }) => roleArn));
  // What was sent with a role before is worth more than a line that only names it.
  const asked = document.filter(
    ({ request }) => Object.keys(request).length > 1 || !before.has(request.roleArn),
  );
  const fresh = ({ roleArn }: HopRequest): boolean => {
    if (seen.has(roleArn)) return false;
    seen.add(roleArn);
    return true;
  };
  const group = (label: string, items: readonly RoleItem[]): readonly RoleItem[] =>
    items.length === 0 ? [] : [{ label, kind: vscode.QuickPickItemKind.Separator }, ...items];
  const found = (roles: readonly OfferedRole[]): readonly RoleItem[] =>
    roles.filter(({ request }) => fresh(request)).map(({ request, origin }) => roleItem(request, origin));
  const forget = {
    iconPath: new vscode.ThemeIcon("close"),
    tooltip: vscode.l10n.t("Remove from this list"),
  };
  return [
    ...group(vscode.l10n.t("open document"), found(asked)),
    ...group(
      vscode.l10n.t("assumed before"),
      history()
        .filter(fresh)
        .map((request) => ({ ...roleItem(request, optionsInWords(request)), buttons: [forget] })),
    ),
    ...group(vscode.l10n.t("profiles"), found(profiles)),
    ...group(vscode.l10n.t("account"), [
      {
        label: vscode.l10n.t("$(cloud) List the roles of the account…"),
        ...(refused === undefined ? {} : { detail: `$(warning) ${refused}` }),
        list: true,
        alwaysShow: true,
      },
    ]),
  ];
}

function roleItem(request: HopRequest, detail: string): RoleItem {
  const { roleArn } = request;
  return {
    label: roleArn.slice(roleArn.indexOf("/") + 1),
    description: roleArn,
    ...(detail === "" ? {} : { detail }),
    role: { request },
  };
}

/** What was sent with a role, so that one knows what Enter will send again. */
function optionsInWords(request: HopRequest): string {
  const { externalId, sessionName, durationSeconds, mfaSerial, sourceIdentity, tags, sessionPolicy } =
    request;
  const parts = [
    externalId !== undefined && vscode.l10n.t("external id {0}", externalId),
    sessionName !== undefined && vscode.l10n.t("session name {0}", sessionName),
    durationSeconds !== undefined && vscode.l10n.t("{0} s", durationSeconds),
    mfaSerial !== undefined && vscode.l10n.t("MFA"),
    sourceIdentity !== undefined && vscode.l10n.t("source identity {0}", sourceIdentity),
    tags !== undefined && vscode.l10n.t("tags"),
    (sessionPolicy !== undefined || request.sessionPolicyArns !== undefined) &&
      vscode.l10n.t("session policy"),
  ].filter((part) => part !== false);
  return parts.length === 0 ? "" : vscode.l10n.t("with {0}", parts.join(", "));
}

function meaningOf(typed: TypedRole | undefined): {
  readonly certain?: RoleItem;
  readonly perhaps?: RoleItem;
} {
  if (typed === undefined) return {};
  // A line that only says what is wrong with the typed text cannot be taken.
  if ("problem" in typed) return { certain: { label: `$(error) ${typed.problem}`, alwaysShow: true } };
  const detail = {
    arn: vscode.l10n.t("typed"),
    accountAndName: vscode.l10n.t("typed"),
    link: vscode.l10n.t("role of the typed link"),
    session: vscode.l10n.t("role of the typed session; if the role has a path, type its ARN"),
    name: vscode.l10n.t("role of this name in the account of the profile"),
  }[typed.from];
  const item = {
    label: typed.roleArn,
    detail,
    role: { request: { roleArn: typed.roleArn } },
    alwaysShow: true,
  };
  return typed.from === "name" ? { perhaps: item } : { certain: item };
}

/**
 * The roles of the account. The first page is there before the question is shown: what it needs to be asked for, an MFA
 * code say, would take the question away. The others come while it stands.
 */
async function pickListed(
  sources: RoleSources,
  first: RolesPage,
  at: StepPlace,
): Promise<PickedRole | typeof back | undefined> {
  const roles = [...first.roles];
  const picked = await pickStep<RoleItem>({
    ...at,
    back: true,
    placeholder: vscode.l10n.t("Role of the account"),
    items: listedItems(roles, first.marker !== undefined),
    canTake: (item) => item.role !== undefined,
    fill: async (show, closed) => {
      const isOpen = (): boolean => !closed.isCancellationRequested;
      let { marker } = first;
      while (marker !== undefined && isOpen()) {
        const page = await sources.page(marker, closed);
        // What is there stays to be picked from.
        marker = "refused" in page ? undefined : page.marker;
        if ("roles" in page) roles.push(...page.roles);
        if (isOpen()) show(listedItems(roles, marker !== undefined));
      }
    },
  });
  return picked === undefined || picked === back ? picked : picked.role;
}

/** Roles that somebody may assume first; behind them those that trust services and identity providers alone. */
function listedItems(roles: RolesPage["roles"], more: boolean): readonly RoleItem[] {
  const item = ({ arn, description, maxSessionDuration }: RolesPage["roles"][number]): RoleItem => {
    const request = { roleArn: arn };
    return {
      ...roleItem(request, description ?? ""),
      role: { request, ...optional("maxSessionDuration", maxSessionDuration) },
    };
  };
  const byName = (a: RoleItem, b: RoleItem): number => a.label.localeCompare(b.label);
  const open = roles
    .filter(({ trustsAws }) => trustsAws !== false)
    .map(item)
    .sort(byName);
  const others = roles
    .filter(({ trustsAws }) => trustsAws === false)
    .map(item)
    .sort(byName);
  const separator = (label: string): RoleItem => ({ label, kind: vscode.QuickPickItemKind.Separator });
  return [
    separator(
      more
        ? vscode.l10n.t("{0} so far, more are coming", roles.length)
        : vscode.l10n.t("trust an account, a user or a role: {0} of {1}", open.length, roles.length),
    ),
    ...open,
    ...(others.length === 0 ? [] : [separator(vscode.l10n.t("trust only services or identity providers"))]),
    ...others,
  ];
}

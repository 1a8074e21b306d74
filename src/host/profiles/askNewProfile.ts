import * as vscode from "vscode";
import type { NewSection } from "../../core/awsFiles/edit/addSection.ts";
import { profileNameProblem, valueProblem } from "../../core/awsFiles/edit/writable.ts";
import type { Profiles } from "../../core/profiles/model.ts";
import { valueOf } from "../../core/profiles/setting.ts";
import { settingProblem } from "../../core/profiles/settingProblem.ts";
import { plainLabel } from "../plainText.ts";

/** How the accounts and roles of new SSO profiles are found; undefined when the user gives up. */
export async function askSsoWay(): Promise<"offered" | "typed" | undefined> {
  const picked = await vscode.window.showQuickPick(
    [
      {
        label: vscode.l10n.t("Choose from what IAM Identity Center offers"),
        detail: vscode.l10n.t("Signs in where needed and lists your accounts and roles."),
        way: "offered" as const,
      },
      {
        label: vscode.l10n.t("Type an account id and a role name"),
        way: "typed" as const,
      },
    ],
    { title: vscode.l10n.t("New Profile"), ignoreFocusOut: true },
  );
  return picked?.way;
}

/** What a new profile starts from. `file`: written by hand, with the snippets. */
export type ProfileKind = "role" | "sso" | "webIdentity" | "process" | "keys" | "file";

type Entry = readonly [key: string, value: string];

/** The kind of profile to make; undefined when the user gives up. */
export async function askKind(): Promise<ProfileKind | undefined> {
  const items: (vscode.QuickPickItem & { readonly is: ProfileKind })[] = [
    { label: vscode.l10n.t("Role"), description: vscode.l10n.t("assumed from another profile"), is: "role" },
    { label: vscode.l10n.t("SSO"), description: vscode.l10n.t("IAM Identity Center"), is: "sso" },
    {
      label: vscode.l10n.t("Web identity"),
      description: vscode.l10n.t("a role for a token in a file"),
      is: "webIdentity",
    },
    {
      label: vscode.l10n.t("Credential process"),
      description: vscode.l10n.t("a program that gives credentials"),
      is: "process",
    },
    { label: vscode.l10n.t("Access keys"), description: vscode.l10n.t("of an IAM user"), is: "keys" },
    { label: vscode.l10n.t("Write it in the file"), description: vscode.l10n.t("with snippets"), is: "file" },
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("New Profile"),
    placeHolder: vscode.l10n.t("Where do its credentials come from?"),
  });
  return picked?.is;
}

/** The sections of a new profile, from what the user answers; undefined when they give up. */
export async function askNewProfile(
  kind: Exclude<ProfileKind, "file">,
  profiles: Profiles,
): Promise<readonly NewSection[] | undefined> {
  const name = await askName(profiles);
  if (name === undefined) return undefined;
  const answers = await questions[kind](profiles);
  if (answers === undefined) return undefined;
  const region = await askOptional("region", vscode.l10n.t("Region of its calls; empty for none"));
  if (region === undefined) return undefined;
  const file = kind === "keys" ? "credentials" : "config";
  return [
    ...(answers.ssoSession === undefined ? [] : [answers.ssoSession]),
    { file, type: "profile", name, entries: [...answers.entries, ...region] },
  ];
}

interface Answers {
  readonly entries: readonly Entry[];
  /** A section that is new as well. */
  readonly ssoSession?: NewSection;
}

const questions: Readonly<
  Record<Exclude<ProfileKind, "file">, (profiles: Profiles) => Promise<Answers | undefined>>
> = { role: askRole, sso: askSso, webIdentity: askWebIdentity, process: askProcess, keys: askKeys };

async function askRole(profiles: Profiles): Promise<Answers | undefined> {
  const role = await ask(
    "role_arn",
    vscode.l10n.t("ARN of the role"),
    "arn:aws:iam::111122223333:role/Deploy",
  );
  const source = role && (await askSource(profiles));
  const mfa = source && (await askOptional("mfa_serial", vscode.l10n.t("MFA device; empty for none")));
  const externalId = mfa && (await askOptional("external_id", vscode.l10n.t("External id; empty for none")));
  return role && source && mfa && externalId && { entries: [role, source, ...mfa, ...externalId] };
}

/** Whose credentials assume the role; an entry of the profile. */
export async function askSource(profiles: Profiles): Promise<Entry | undefined> {
  const items: (vscode.QuickPickItem & { readonly entry?: Entry })[] = [
    ...profiles.profiles.map(({ name, roleArn, accountId }) => ({
      label: plainLabel(name),
      description: roleArn ?? accountId ?? "",
      entry: ["source_profile", name] as const,
    })),
    { label: vscode.l10n.t("Without a profile"), kind: vscode.QuickPickItemKind.Separator },
    ...(["Environment", "Ec2InstanceMetadata", "EcsContainer"] as const).map((value) => ({
      label: value,
      description: "credential_source",
      entry: ["credential_source", value] as const,
    })),
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("New Profile"),
    placeHolder: vscode.l10n.t("Whose credentials assume the role?"),
    ignoreFocusOut: true,
    matchOnDescription: true,
  });
  return picked?.entry;
}

async function askSso(profiles: Profiles): Promise<Answers | undefined> {
  const session = await askSession(profiles);
  const account = session && (await ask("sso_account_id", vscode.l10n.t("Account id"), "111122223333"));
  const role =
    account && (await ask("sso_role_name", vscode.l10n.t("Name of the permission set"), "ReadOnlyAccess"));
  return (
    session &&
    account &&
    role && {
      entries: [["sso_session", session.name], account, role],
      ...(session.section === undefined ? {} : { ssoSession: session.section }),
    }
  );
}

/** An `[sso-session]`; `section` where it is a new one, which is not written yet. */
export interface NewSession {
  readonly name: string;
  readonly section?: NewSection;
}

export async function askSession(
  profiles: Profiles,
  title = vscode.l10n.t("New Profile"),
): Promise<NewSession | undefined> {
  const newSession = vscode.l10n.t("New SSO session");
  const known = [...profiles.ssoSessions.keys()];
  if (known.length > 0) {
    const sessions = [...profiles.ssoSessions.values()].map((session) => ({
      label: plainLabel(session.name),
      description: valueOf(session, "sso_start_url") ?? "",
      name: session.name,
    }));
    const fresh = { label: `$(add) ${newSession}`, name: undefined };
    const picked = await vscode.window.showQuickPick([...sessions, fresh], {
      title,
      placeHolder: vscode.l10n.t("SSO session"),
      matchOnDescription: true,
      ignoreFocusOut: true,
    });
    if (picked === undefined) return undefined;
    if (picked.name !== undefined) return { name: picked.name };
  }
  const name = await vscode.window.showInputBox({
    title: newSession,
    prompt: vscode.l10n.t("Name of the sign-in, which several profiles can share"),
    ignoreFocusOut: true,
    validateInput: (text) =>
      known.includes(text) ? vscode.l10n.t("There is one of this name.") : profileNameProblem(text),
  });
  const url =
    name &&
    (await ask(
      "sso_start_url",
      vscode.l10n.t("Start URL"),
      "https://example.awsapps.com/start",
      false,
      newSession,
    ));
  const region =
    url &&
    (await ask("sso_region", vscode.l10n.t("Region of the Identity Center"), "eu-west-1", false, newSession));
  if (!name || !url || !region) return undefined;
  const scopes: Entry = ["sso_registration_scopes", "sso:account:access"];
  return { name, section: { file: "config", type: "ssoSession", name, entries: [url, region, scopes] } };
}

async function askWebIdentity(): Promise<Answers | undefined> {
  const role = await ask("role_arn", vscode.l10n.t("ARN of the role"), "arn:aws:iam::111122223333:role/Web");
  const token =
    role &&
    (await ask("web_identity_token_file", vscode.l10n.t("File that holds the token"), "/path/to/token"));
  return role && token && { entries: [role, token] };
}

async function askProcess(): Promise<Answers | undefined> {
  const command = await ask(
    "credential_process",
    vscode.l10n.t("Program with its arguments; it is run at every use of the profile"),
    "/path/to/program --argument",
  );
  return command && { entries: [command] };
}

function askKeys(): Promise<Answers | undefined> {
  return askAccessKeys(vscode.l10n.t("New Profile"));
}

/** A pair of access keys with the token of their session, where they have one. */
export async function askAccessKeys(title: string): Promise<Answers | undefined> {
  const id = await ask(
    "aws_access_key_id",
    vscode.l10n.t("Access key id"),
    "AKIAIOSFODNN7EXAMPLE",
    false,
    title,
  );
  const secret =
    id && (await ask("aws_secret_access_key", vscode.l10n.t("Secret access key"), "", true, title));
  const token = id && secret && (await askToken(id[1], title));
  return id && secret && token && { entries: [id, secret, ...token] };
}

/** The ids of long-term keys and of those of a session say which they are. */
async function askToken(keyId: string, title: string): Promise<readonly Entry[] | undefined> {
  if (keyId.startsWith("AKIA")) return [];
  const key = "aws_session_token";
  if (!keyId.startsWith("ASIA")) {
    return askOptional(key, vscode.l10n.t("Session token; empty for long-term keys"), true, title);
  }
  const token = await ask(
    key,
    vscode.l10n.t("Session token; keys with ASIA do not work without it"),
    "",
    true,
    title,
  );
  return token && [token];
}

function askName({ byName }: Profiles): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t("New Profile"),
    prompt: vscode.l10n.t("Name of the profile"),
    ignoreFocusOut: true,
    validateInput: (text) =>
      byName.has(text) ? vscode.l10n.t("There is a profile of this name.") : profileNameProblem(text),
  });
}

/** One setting. A secret is typed unseen. */
async function ask(
  key: string,
  prompt: string,
  placeHolder: string,
  password = false,
  title = vscode.l10n.t("New Profile"),
): Promise<Entry | undefined> {
  const value = await vscode.window.showInputBox({
    title,
    prompt: `${prompt} (${key})`,
    placeHolder,
    password,
    ignoreFocusOut: true,
    validateInput: (text) => valueProblem(text) ?? settingProblem(key, text),
  });
  return value === undefined ? undefined : [key, value];
}

/** The same for what may be left out: no entry where nothing is typed. */
export async function askOptional(
  key: string,
  prompt: string,
  password = false,
  title = vscode.l10n.t("New Profile"),
): Promise<readonly Entry[] | undefined> {
  const value = await vscode.window.showInputBox({
    title,
    prompt: `${prompt} (${key})`,
    password,
    ignoreFocusOut: true,
    validateInput: (text) => (text === "" ? undefined : (valueProblem(text) ?? settingProblem(key, text))),
  });
  if (value === undefined) return undefined;
  return value === "" ? [] : [[key, value]];
}

import type { Random } from "../../unit/core/awsFiles/random.ts";

export interface OracleCase {
  readonly config: string | null;
  readonly credentials: string | null;
  readonly environment: Readonly<Record<string, string>>;
  readonly profiles: readonly string[];
}

const names = ["default", "a", "b", "c", "with blank"] as const;

/** What stands in a profile, by chance in percent; several may come together, as they do in real files. */
const settings: readonly (readonly [number, (random: Random) => readonly string[]])[] = [
  [55, (random) => [`role_arn = arn:aws:iam::111122223333:role/R${random.below(3)}`]],
  [45, (random) => [`source_profile = ${random.pick([...names, "a", "b", "missing"])}`]],
  [
    8,
    (random) => [
      `credential_source = ${random.pick(["Environment", "Ec2InstanceMetadata", "EcsContainer", "environment"])}`,
    ],
  ],
  [15, (random) => [`external_id = ${random.pick(["abc-123", "a:b/c", "x"])}`]],
  [15, (random) => [`role_session_name = ${random.pick(["jane", "ci-1", "two words"])}`]],
  [15, (random) => [`duration_seconds = ${random.pick(["900", "3600", "7200", "43200", "soon", "60"])}`]],
  [
    10,
    (random) => [
      `mfa_serial = ${random.pick(["arn:aws:iam::111122223333:mfa/jane", "arn:aws:iam::111122223333:user/jane"])}`,
    ],
  ],
  [8, () => ["web_identity_token_file = /var/run/token"]],
  [12, () => ["credential_process = /bin/creds --quiet"]],
  [5, () => ["login_session = arn:aws:iam::111122223333:user/jane"]],
  [
    12,
    () => [
      "aws_access_key_id = AKIAIOSFODNN7EXAMPLE",
      "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    ],
  ],
  [4, () => ["aws_session_token = FwoGZXIvYXdzEXAMPLE"]],
  [3, () => ["sso_session = corp"]],
  [6, () => ["sso_session = corp", "sso_account_id = 111122223333", "sso_role_name = Admin"]],
  [
    5,
    () => [
      "sso_start_url = https://corp.awsapps.com/start",
      "sso_region = eu-west-1",
      "sso_account_id = 111122223333",
      "sso_role_name = Admin",
    ],
  ],
  [40, (random) => [`region = ${random.pick(["eu-west-1", "us-east-2"])}`]],
  [12, (random) => [`endpoint_url = ${random.pick(["http://127.0.0.1:1", "http://127.0.0.1:2"])}`]],
  [12, (random) => [`services = ${random.pick(["local", "local", "gone"])}`]],
  [5, (random) => [`ignore_configured_endpoint_urls = ${random.pick(["true", "false", "True"])}`]],
  [10, () => ["granted_color = red"]],
];

/** One thing that is wrong or odd with a line or a section; at most one is put into a file. */
const oddities: readonly ((random: Random, lines: string[]) => void)[] = [
  (random, lines) => lines.splice(random.below(lines.length + 1), 0, "stray"),
  (random, lines) => lines.splice(random.below(lines.length + 1), 0, "= x"),
  (random, lines) => lines.splice(random.below(lines.length + 1), 0, "[profile a]"),
  (random, lines) => lines.splice(random.below(lines.length + 1), 0, "[profile open"),
  (random, lines) => lines.splice(random.below(lines.length + 1), 0, "region = eu-west-1"),
  (random, lines) => lines.splice(random.below(lines.length + 1), 0, "  output = json"),
  (random, lines) => lines.splice(random.below(lines.length + 1), 0, "  more text"),
  (random, lines) => lines.splice(random.below(lines.length + 1), 0, "s3 =", "  nothing"),
  (random, lines) => lines.splice(random.below(lines.length + 1), 0, "s3 =", "  = 5"),
  (random, lines) => lines.splice(random.below(lines.length + 1), 0, "s3 =", "  max_queue_size = 5"),
  (random, lines) => lines.splice(random.below(lines.length + 1), 0, "external_id ="),
  (random, lines) => lines.splice(random.below(lines.length + 1), 0, "source_profile ="),
  (random, lines) => lines.splice(random.below(lines.length + 1), 0, "output: json"),
  (random, lines) => lines.splice(random.below(lines.length + 1), 0, "[DEFAULT]"),
  (random, lines) => lines.splice(random.below(lines.length + 1), 0, '[profile "a"]'),
  (random, lines) => lines.splice(random.below(lines.length + 1), 0, "[profile default]"),
  (random, lines) => lines.splice(random.below(lines.length + 1), 0, "[dev]"),
  (random, lines) => {
    change(random, lines, (line) => `${line} # note`);
  },
  (random, lines) => {
    change(random, lines, (line) => line.toUpperCase());
  },
  (random, lines) => {
    change(random, lines, (line) => `  ${line}`);
  },
  (random, lines) => {
    change(random, lines, (line) => line.replace("=", ":"));
  },
  (_random, lines) => lines.splice(0, 1, `\ufeff${lines[0] ?? ""}`),
];

function change(random: Random, lines: string[], how: (line: string) => string): void {
  const at = random.below(lines.length);
  lines[at] = how(lines[at] ?? "");
}

/** A small world of profiles that name each other, with or without something odd in it. */
export function randomProfiles(random: Random): OracleCase {
  const config: string[] = ["[sso-session corp]", "sso_start_url = https://corp.awsapps.com/start"];
  if (random.chance(85)) config.push("sso_region = eu-west-1");
  config.push(
    "[services local]",
    "sts =",
    "  endpoint_url = http://127.0.0.1:3",
    "s3 =",
    "  addressing_style = path",
  );
  const credentials: string[] = [];
  for (const name of names) {
    if (random.chance(75)) {
      config.push(name === "default" ? "[default]" : `[profile ${name.includes(" ") ? `"${name}"` : name}]`);
      config.push(...someSettings(random));
    }
    if (random.chance(30)) credentials.push(`[${name}]`, ...someSettings(random));
  }
  if (random.chance(40)) {
    const oddity = oddities[random.below(oddities.length)];
    oddity?.(random, random.chance(80) || credentials.length === 0 ? config : credentials);
  }
  const end = random.chance(20) ? "\r\n" : "\n";
  return {
    config: config.join(end),
    credentials: credentials.length === 0 ? null : credentials.join(end),
    environment: someEnvironment(random),
    profiles: names,
  };
}

function someSettings(random: Random): string[] {
  const lines = new Map<string, string>();
  for (const [percent, make] of settings) {
    if (!random.chance(percent)) continue;
    for (const line of make(random)) lines.set(line.slice(0, line.indexOf(" ")), line);
  }
  // Half a key pair, now and then.
  if (random.chance(4)) lines.delete("aws_secret_access_key");
  if (random.chance(3)) lines.delete("aws_access_key_id");
  return [...lines.values()];
}

function someEnvironment(random: Random): Record<string, string> {
  const environment: Record<string, string> = {};
  const maybe = (percent: number, name: string, value: string): void => {
    if (random.chance(percent)) environment[name] = value;
  };
  maybe(10, "AWS_DEFAULT_REGION", "sa-east-1");
  maybe(10, "AWS_ENDPOINT_URL", "http://127.0.0.1:4");
  maybe(10, "AWS_ENDPOINT_URL_STS", "http://127.0.0.1:5");
  maybe(5, "AWS_ENDPOINT_URL_S3", "http://127.0.0.1:6");
  maybe(5, "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true");
  maybe(10, "AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1:7");
  maybe(10, "AWS_REGION", "ap-south-1");
  if (random.chance(8)) {
    environment["AWS_WEB_IDENTITY_TOKEN_FILE"] = "/var/run/token";
    environment["AWS_ROLE_ARN"] = "arn:aws:iam::111122223333:role/Pod";
  } else if (random.chance(8)) {
    environment["AWS_ACCESS_KEY_ID"] = "AKIAI44QH8DHBEXAMPLE";
    environment["AWS_SECRET_ACCESS_KEY"] = "je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY";
  }
  return environment;
}

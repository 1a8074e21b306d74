/** `config`: sections `[profile x]`, `[sso-session x]`, `[services x]`, `[default]`. `credentials`: sections `[x]`. */
export type AwsFileKind = "config" | "credentials";

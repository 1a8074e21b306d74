import type { AwsFileKind } from "../awsFiles/model.ts";
import type { Span } from "../text/span.ts";
import type { Profile, ProfileProblem, Setting } from "./model.ts";

/** A profile while it is read. */
export type ProfileDraft = { -readonly [K in keyof Profile]: Profile[K] } & {
  places: { file: AwsFileKind; span: Span }[];
  settings: Map<string, Setting>;
  problems: ProfileProblem[];
};

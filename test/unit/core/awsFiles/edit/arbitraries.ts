import fc from "fast-check";
import type { AwsFileKind } from "../../../../../src/core/awsFiles/model.ts";
import type { Change } from "./change.ts";

/** Names that files and changes share, so that most changes meet a profile. */
const names = ["default", "base", "dev", "prod", "team.a@corp", "x-1"] as const;
const keys = ["region", "output", "role_arn", "source_profile", "external_id", "x_tool"] as const;
const values = [
  "eu-west-1",
  "json",
  "base",
  "dev",
  "default",
  "arn:aws:iam::111122223333:role/Deploy",
  "a=b",
  "x#y",
  "two words",
  "ünï",
  "https://h:1/p?q=1",
] as const;

/** The keys of the only block that the files have. */
const ofBlock = {
  nestedIn: fc.constant("s3"),
  key: fc.constantFrom("max_queue_size", "addressing_style", "use_accelerate_endpoint"),
};

const name = fc.constantFrom(...names);
const key = fc.constantFrom(...keys);
const value = fc.constantFrom(...values);
const filler = fc.constantFrom("", "", "  ", "# note", "; [note]", "\t# k = v", "#aws_secret = x");
const equals = fc.constantFrom(" = ", "=", " =", "=  ", "\t=\t");

/** One line or block below a header. */
const entry = (indent: string) =>
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc
        .tuple(key, equals, value, fc.constantFrom("", "", " ", " # note", "\t; note"))
        .map(([k, sign, v, tail]) => `${indent}${k}${sign}${v}${tail}`),
    },
    { weight: 1, arbitrary: key.map((k) => `${indent}${k.toUpperCase()} = x`) },
    { weight: 1, arbitrary: key.map((k) => `${indent}${k} =`) },
    {
      weight: 2,
      arbitrary: fc.constant(
        `${indent}s3 =\n${indent}  max_queue_size = 9\n${indent}  addressing_style=path`,
      ),
    },
    { weight: 4, arbitrary: filler },
  );

/** Lines that some tool or every tool refuses. */
const broken = fc.constantFrom(
  "no equals sign",
  "  continued",
  "= x",
  "[profile ]",
  "[",
  "[profile dev",
  "key : colon",
  "  [indented]",
);

function header(kind: AwsFileKind) {
  return fc
    .tuple(name, fc.constantFrom("", "", '"', "'"), fc.constantFrom("", "", "  # note"))
    .map(([n, quote, tail]) => {
      if (n === "default") return `[default]${tail}`;
      return kind === "config" ? `[profile ${quote}${n}${quote}]${tail}` : `[${n}]${tail}`;
    });
}

function section(kind: AwsFileKind, mess: boolean) {
  return fc.tuple(header(kind), fc.constantFrom("", "", "  ")).chain(([head, indent]) =>
    fc
      .array(
        mess
          ? fc.oneof({ weight: 5, arbitrary: entry(indent) }, { weight: 1, arbitrary: broken })
          : entry(indent),
        {
          maxLength: 6,
        },
      )
      .map((lines) => [head, ...lines]),
  );
}

/** A file as people write them, with line ends, byte order mark and end of file in every form. */
export function awsFileText(kind: AwsFileKind, mess: boolean): fc.Arbitrary<string> {
  return fc
    .record({
      first: fc.constantFrom("", "", "", "\ufeff"),
      top: fc.array(filler, { maxLength: 2 }),
      sections: fc.array(section(kind, mess), { maxLength: 5 }),
      end: fc.constantFrom("\n", "\r\n"),
      closed: fc.boolean(),
    })
    .map(({ first, top, sections, end, closed }) => {
      const lines = [...top, ...sections.flat()].join("\n").split("\n");
      return first + lines.join(end) + (closed ? end : "");
    });
}

export function change(): fc.Arbitrary<Change> {
  const file = fc.constantFrom<AwsFileKind>("config", "credentials");
  return fc.oneof(
    fc.record({
      kind: fc.constant("add" as const),
      file,
      type: fc.constant("profile" as const),
      name: fc.oneof(name, fc.constant("brand-new")),
      entries: fc.uniqueArray(fc.tuple(key, value), { selector: ([k]) => k, maxLength: 4 }),
    }),
    fc.record({ kind: fc.constant("set" as const), profile: name, key, value }),
    fc.record({ kind: fc.constant("set" as const), profile: name, ...ofBlock, value }),
    fc.record({ kind: fc.constant("unset" as const), profile: name, key: fc.oneof(key, fc.constant("s3")) }),
    fc.record({ kind: fc.constant("unset" as const), profile: name, ...ofBlock }),
    fc.record({
      kind: fc.constant("rename" as const),
      from: name,
      to: fc.constantFrom("brand-new", "default", "dev"),
    }),
    fc.record({ kind: fc.constant("remove" as const), profile: name }),
    fc.record({
      kind: fc.constant("replace" as const),
      gone: fc.uniqueArray(name, { maxLength: 2 }),
      sections: fc.uniqueArray(
        fc.record({
          file,
          type: fc.constant("profile" as const),
          name: fc.oneof(name, fc.constantFrom("brand-new", "newer")),
          entries: fc.uniqueArray(fc.tuple(key, value), { selector: ([k]) => k, maxLength: 4 }),
        }),
        { selector: (section) => section.name, maxLength: 3 },
      ),
    }),
  );
}

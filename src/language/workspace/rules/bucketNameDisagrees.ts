import { replaceText } from "../../fixes/listEdits.ts";
import { innerSpan } from "../../rules/readings/innerSpan.ts";
import { listed } from "../../rules/readings/quote.ts";
import { asWritten, fixIn, nameOf, relatedPlace } from "../crossFileFix.ts";
import type { CrossFileRule } from "../crossFileRule.ts";
import { partsOf } from "../policyPart.ts";
import { followPart } from "../reading.ts";
import { bucketName, isBucketName } from "../workspaceKey.ts";

export const bucketNameDisagrees: CrossFileRule = {
  code: "BUCKET_NAME_DISAGREES",
  type: "error",
  kinds: ["roleConfig"],
  title: "The bucket's policy is about another bucket",
  why: "The role config names a bucket and a policy for it, and every resource of that policy names another bucket. AWS refuses to store such a policy with the bucket, and the checks of the role config would be answered without it.",
  fix: "Write the same bucket on both sides, or name the right policy file.",
  source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-policy-language-overview.html",
  *check(context) {
    const { file, view } = context;
    if (file.kind !== "roleConfig") return;
    for (const named of partsOf(file.config)) {
      const bucket = named.part.kind === "bucket" ? file.config.buckets[named.part.bucket] : undefined;
      const name = bucket?.name;
      if (name === undefined || !isBucketName(name.value)) continue;
      const followed = followPart(file, named, (path) => view.policyAt(path));
      if (followed.kind !== "reading") continue;
      const { reading } = followed;
      const resources = reading.policy.statements.flatMap(({ resource }) => resource?.items ?? []);
      const others = resources.map(({ value }) => bucketName(value));
      const [first] = resources;
      // A pattern or an open placeholder may be about any bucket.
      if (first === undefined || others.includes(undefined) || others.includes(name.value)) continue;
      const names = [...new Set(others)].flatMap((other) => other ?? []);
      const [only] = names;
      yield {
        span: name.span,
        message: `${nameOf(reading.file)} is about ${listed(names, 3)}, not about ${name.value}: write the same bucket on both sides.`,
        fixes:
          only === undefined || names.length > 1
            ? []
            : [
                ...fixIn(context, file, `Change to ${only}`, [replaceText(name, only)]),
                ...fixIn(
                  context,
                  reading.file,
                  `Write ${name.value} in ${nameOf(reading.file)}`,
                  resources.map((item) => {
                    const written = reading.file.text.slice(item.span.start + 1, item.span.end - 1);
                    const at = written.indexOf(only);
                    return at === -1
                      ? undefined
                      : {
                          span: innerSpan(
                            reading.file.text,
                            { value: written, span: item.span },
                            at,
                            at + only.length,
                          ),
                          newText: asWritten(reading, name.value),
                        };
                  }),
                ),
              ],
        related: [relatedPlace(reading.file, first.span, `The policy of ${listed(names, 3)}`)],
      };
    }
  },
};

import assert from "node:assert/strict";
import { dependentsOf } from "../../../../src/core/profiles/dependents.ts";
import { loadLines } from "./loadCase.ts";

describe("dependentsOf", () => {
  const role = (name: string, source: string) => [
    `[profile ${name}]`,
    "role_arn = x",
    `source_profile = ${source}`,
  ];

  it("finds what breaks when a profile goes, straight and further down", () => {
    const { profiles } = loadLines({
      config: [
        ...role("read", "deploy"),
        ...role("deploy", "base"),
        ...role("other", "else"),
        ...role("base", "base"),
      ],
    });
    assert.deepEqual(dependentsOf(profiles, "base"), ["deploy", "read"]);
    assert.deepEqual(dependentsOf(profiles, "read"), []);
  });

  it("finds the commands that ask for credentials of the profile", () => {
    const { profiles } = loadLines({
      config: [
        "[profile base]",
        "[profile a]",
        "credential_process = aws configure export-credentials --profile base",
        "[profile b]",
        "credential_process = /opt/assume-role credentials --profile='base' --verbose",
        "[profile c]",
        "credential_process = /opt/x --profile base2 --profiles base",
        ...role("read", "a"),
      ],
    });
    assert.deepEqual(dependentsOf(profiles, "base"), ["a", "b", "read"]);
  });

  it("ends in a circle", () => {
    const { profiles } = loadLines({ config: [...role("a", "b"), ...role("b", "a")] });
    assert.deepEqual(dependentsOf(profiles, "a"), ["b"]);
  });
});

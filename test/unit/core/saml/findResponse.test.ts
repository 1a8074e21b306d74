import assert from "node:assert/strict";
import { findSamlResponse } from "../../../../src/core/saml/findResponse.ts";
import { attribute, provider, role, samlXml } from "./samlText.ts";

const base64 = (text: string): string => Buffer.from(text).toString("base64");

function refusal(text: string): string {
  const found = findSamlResponse(text);
  return found.kind === "refused" ? found.message : "it was found";
}

function found(text: string): Extract<ReturnType<typeof findSamlResponse>, { kind: "response" }> {
  const one = findSamlResponse(text);
  assert.equal(one.kind, "response", one.kind === "refused" ? one.message : "");
  return one;
}

describe("a SAML response in a text", () => {
  const xml = samlXml(
    attribute(
      "Role",
      `${role("A")},${provider}`,
      `\n ${provider} , ${role("path/B")} `,
      `${role("A")},${provider}`,
    ) +
      attribute("RoleSessionName", "alice@example.com") +
      attribute("SessionDuration", "7200"),
    `<saml:Subject><saml:SubjectConfirmation><saml:SubjectConfirmationData NotOnOrAfter="2026-11-26T10:05:00Z"/></saml:SubjectConfirmation></saml:Subject>
     <saml:Conditions NotBefore="2026-11-26T09:59:30.5Z" NotOnOrAfter="2026-11-26T11:00:00Z"/>
     <saml:AuthnStatement SessionNotOnOrAfter="2026-11-26T18:00:00+00:00"/>`,
  );
  const expected = {
    isEncrypted: false,
    roles: [
      { roleArn: role("A"), principalArn: provider },
      { roleArn: role("path/B"), principalArn: provider },
    ],
    sessionName: "alice@example.com",
    durationSeconds: 7200,
    notBefore: "2026-11-26T09:59:30.500Z",
    notOnOrAfter: "2026-11-26T10:05:00.000Z",
    sessionEnds: "2026-11-26T18:00:00.000Z",
  };
  const encoded = base64(xml);

  it("is found as the form field holds it, as it was posted, in the page, and as XML", () => {
    const lines = (encoded.match(/.{1,76}/g) ?? []).join("\r\n");
    const escaped = encodeURIComponent(encoded);
    const entities = encoded.replaceAll("+", "&#43;").replaceAll("=", "&#x3d;");
    for (const [name, text] of Object.entries({
      base64: encoded,
      "base64 in lines": `\ufeff ${lines}\n`,
      "URL-encoded": escaped,
      "form body": `RelayState=x&SAMLResponse=${escaped}`,
      page: `<!DOCTYPE html><html><body onload="x"><form method=post><input type="hidden" name="RelayState" value="r"/><input type="hidden" name="SAMLResponse" value="${encoded}"/></form>`,
      "page in loose HTML": `<HTML><INPUT VALUE='${entities}' hidden NAME=SAMLResponse><p>&nbsp;`,
      "page with entities": `<html><input name="SAMLResponse" value="${entities}">`,
    })) {
      const one = found(text);
      assert.deepEqual(one.assertion, expected, name);
      assert.equal(one.base64, encoded, name);
    }
  });

  it("is sent as it stands where it is XML", () => {
    const one = found(`\n${xml}`);
    assert.deepEqual(one.assertion, expected);
    assert.equal(Buffer.from(one.base64, "base64").toString(), xml.trim());
  });

  it("may be encrypted: then only AWS can read its roles", () => {
    const one = found(
      base64(`<Response><EncryptedAssertion><x:EncryptedData xmlns:x="u"/></EncryptedAssertion></Response>`),
    );
    assert.deepEqual(one.assertion, { isEncrypted: true, roles: [] });
  });

  it("leaves out a duration that STS would refuse", () => {
    for (const seconds of ["", "x", "899", "43201"]) {
      const one = found(
        samlXml(attribute("Role", `${role("A")},${provider}`) + attribute("SessionDuration", seconds)),
      );
      assert.equal(one.assertion.durationSeconds, undefined);
    }
  });

  it("is refused in words where it is none, or none for AWS", () => {
    const roleOnly = samlXml(attribute("Role", role("A"), `${role("A")},${role("B")}`, "arn:,"));
    const other = samlXml(
      attribute("Role", `${role("A")},${provider}`).replace("SAML/Attributes/Role", "Role"),
    );
    const failed = samlXml("").replace("status:Success", "status:Responder");
    const bare = `<Assertion>${attribute("Role", `${role("A")},${provider}`)}</Assertion>`.replaceAll(
      "saml:",
      "",
    );
    const cases: readonly (readonly [string, RegExp])[] = [
      ["", /no text/],
      ["hello", /not a SAML response/],
      ['{ "Version": "2012-10-17" }', /not a SAML response/],
      [base64("not XML"), /as XML, there is text outside/],
      [base64(roleOnly), /not for AWS, or offers no role/],
      [other, /not for AWS, or offers no role/],
      [failed, /identity provider refused the sign-in: .*Responder/],
      [bare.replaceAll(" xsi:type", " type"), /without the SAML response around it/],
      [base64("<html></html>"), /begins with <html>/],
      ["<html><input name=other value=x></html>", /page has no form field SAMLResponse/],
      ["<!DOCTYPE HTML><p>", /page has no form field SAMLResponse/],
      [`<!DOCTYPE a [<!ENTITY b "c">]>${xml.replace(/^.*\n/, "")}`, /declares a document type/],
      [base64(xml).slice(0, -7), /not a SAML response|not closed/],
      ["A".repeat(100_004), /longer than the 100000/],
      ["x".repeat(2_000_001), /too long/],
    ];
    for (const [text, words] of cases) assert.match(refusal(text), words, text.slice(0, 80));
  });

  it("is looked for in any page at once", () => {
    const start = performance.now();
    for (const part of [
      "<input",
      "<input a",
      "<input a=",
      "a",
      "SAMLResponse=",
      "%",
      '<input name=SAMLResponse value="x',
    ])
      findSamlResponse(`<${part.repeat(Math.floor(1_900_000 / part.length))}>`);
    assert.ok(performance.now() - start < 4000, `${performance.now() - start} ms`);
  });
});

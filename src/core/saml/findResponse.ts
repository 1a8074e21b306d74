import { base64OfText, textOfBase64 } from "../text/base64.ts";
import { readSamlAssertion, type SamlAssertion } from "./assertion.ts";
import { readXml } from "./readXml.ts";

/** A SAML response as STS takes it, with what can be read in it. The base64 is a secret: whoever has it can sign in. */
export type SamlResponse =
  | { readonly kind: "response"; readonly base64: string; readonly assertion: SamlAssertion }
  | { readonly kind: "refused"; readonly message: string };

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithSAML.html */
const longestBase64 = 100_000;

/** Of a page that an identity provider sent, with its scripts. */
const longestText = 2_000_000;

/**
 * Finds a SAML response in a text: its base64 as the form field holds it, also with line ends or URL-encoded; the body of
 * the form (`SAMLResponse=…&RelayState=…`); the page with the form in it; or the XML itself.
 */
export function findSamlResponse(text: string): SamlResponse {
  if (text.length > longestText) return refused("This is too long for a SAML response.");
  const trimmed = text.replace(/^\ufeff/, "").trim();
  if (trimmed === "") return refused("There is no text.");
  const field = fieldOfForm(trimmed) ?? fieldOfPage(trimmed);
  if (field === undefined && /^<(?:!doctype )?html\b/i.test(trimmed)) {
    return refused("This page has no form field SAMLResponse.");
  }
  if (field === undefined && trimmed.startsWith("<")) return ofXml(trimmed);
  return ofBase64(field ?? trimmed);
}

function ofBase64(text: string): SamlResponse {
  const base64 = unescaped(text).replaceAll(/\s/g, "");
  if (base64.length > longestBase64) return tooLong();
  const xml = textOfBase64(base64);
  if (xml === undefined) {
    return refused(
      "This is not a SAML response: neither base64, nor XML, nor a page with the form field SAMLResponse.",
    );
  }
  const read = readSamlAssertion(xml);
  return read.kind === "refused" ? read : { kind: "response", base64, assertion: read.assertion };
}

function ofXml(xml: string): SamlResponse {
  const read = readSamlAssertion(xml);
  if (read.kind === "refused") return read;
  const base64 = base64OfText(xml);
  if (base64 === undefined) return refused("This XML is no text that can be sent.");
  return base64.length > longestBase64 ? tooLong() : { kind: "response", base64, assertion: read.assertion };
}

/** The value of a form that was posted, still escaped. */
function fieldOfForm(text: string): string | undefined {
  return /(?:^|&)SAMLResponse=([^&\s]+)/.exec(text.startsWith("<") ? "" : text)?.[1];
}

/** The value of the input element that a page holds; attributes in any order. */
function fieldOfPage(text: string): string | undefined {
  // No value of this form holds an angle bracket, so that the search stays linear.
  for (const [tag] of text.matchAll(/<input\b[^<>]*>/gi)) {
    if (tag.length > 2 * longestBase64) continue;
    const element = readXml(tag.replace(/\/?>$/, "/>"));
    const attributes = element.kind === "xml" ? element.root.attributes : looseAttributes(tag);
    if (attributes.get("name") === "SAMLResponse") return attributes.get("value");
  }
  return undefined;
}

/** Of a tag that is HTML and not XML: names in any case, values without quotes or none. */
function looseAttributes(tag: string): ReadonlyMap<string, string> {
  return new Map(
    [...tag.matchAll(/(?<![\w-])([a-z][\w-]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi)].map(
      ([, name = "", double, single, bare]) => {
        const raw = double ?? single ?? bare ?? "";
        const decoded = raw
          .replaceAll(/&#x([\da-f]{1,4});/gi, (_, hex: string) =>
            String.fromCharCode(Number.parseInt(hex, 16)),
          )
          .replaceAll(/&#(\d{1,5});/g, (_, decimal: string) => String.fromCharCode(Number(decimal)));
        return [name.toLowerCase(), decoded];
      },
    ),
  );
}

/** As a form sends it; base64 itself holds no percent sign. */
function unescaped(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function tooLong(): SamlResponse {
  return refused(`This SAML response is longer than the ${longestBase64} characters that AWS takes.`);
}

function refused(message: string): Extract<SamlResponse, { kind: "refused" }> {
  return { kind: "refused", message };
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** The text whose UTF-8 a base64 text holds; undefined where it is no base64 or no UTF-8. White space is passed over. */
export function textOfBase64(base64: string): string | undefined {
  const digits = base64.replaceAll(/\s/g, "");
  const data = digits.replace(/={1,2}$/, "");
  if (data === "" || /[^A-Za-z\d+/]/.test(data) || data.length % 4 === 1) return undefined;
  if (digits.length !== data.length && digits.length % 4 !== 0) return undefined;
  const escaped: string[] = [];
  let bits = 0;
  let held = 0;
  for (const digit of data) {
    bits = ((bits << 6) | alphabet.indexOf(digit)) & 0xfff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    escaped.push(`%${((bits >> held) & 0xff).toString(16).padStart(2, "0")}`);
  }
  try {
    return decodeURIComponent(escaped.join(""));
  } catch {
    return undefined;
  }
}

/** The base64 of a text's UTF-8; undefined where it holds half a surrogate pair. */
export function base64OfText(text: string): string | undefined {
  let escaped: string;
  try {
    escaped = encodeURIComponent(text);
  } catch {
    return undefined;
  }
  const bytes = (escaped.match(/%[\dA-F]{2}|[^%]/g) ?? []).map((part) =>
    part.length === 3 ? Number.parseInt(part.slice(1), 16) : part.charCodeAt(0),
  );
  let result = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const [first = 0, second, third] = bytes.slice(at, at + 3);
    const bits = (first << 16) | ((second ?? 0) << 8) | (third ?? 0);
    result += [18, 12, 6, 0].map((shift) => alphabet[(bits >> shift) & 0x3f] ?? "").join("");
    if (second === undefined) result = `${result.slice(0, -2)}==`;
    else if (third === undefined) result = `${result.slice(0, -1)}=`;
  }
  return result;
}

/** An element of an XML document, its text unescaped. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

const token =
  /<\?xml [^?]*\?>|<(\/?)([A-Za-z_][\w.-]*)((?:\s+[A-Za-z_][\w.-]*="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Reads XML without comments, CDATA and DTD; throws at the first thing that is not well-formed. */
export function readXml(text: string): XmlElement {
  const holder: { children: XmlElement[] } = { children: [] };
  const open: { name: string; attributes: Record<string, string>; children: XmlElement[]; text: string }[] =
    [];
  let end = 0;
  for (const match of text.matchAll(token)) {
    end = match.index + match[0].length;
    const [, close, name, attributes, empty, characters] = match;
    const parent = open.at(-1);
    if (characters !== undefined) {
      if (parent !== undefined) parent.text += unescaped(characters);
      else if (characters.trim() !== "") throw new Error(`Text outside the document: ${characters}`);
    } else if (name !== undefined && close === "/") {
      if (parent?.name !== name) throw new Error(`</${name}> closes <${parent?.name ?? ""}>.`);
      open.pop();
    } else if (name !== undefined) {
      const element = { name, attributes: attributesOf(attributes ?? ""), children: [], text: "" };
      (parent ?? holder).children.push(element);
      if (empty !== "/") open.push(element);
    }
  }
  if (end !== text.length) throw new Error(`Not well-formed at ${text.slice(end, end + 40)}`);
  const [root, second] = holder.children;
  if (root === undefined || second !== undefined || open.length > 0)
    throw new Error("Not one closed root element.");
  return root;
}

function attributesOf(text: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, name = "", value = ""] of text.matchAll(/([\w.-]+)="([^"]*)"/g)) {
    if (name in attributes) throw new Error(`${name} stands twice.`);
    attributes[name] = unescaped(value);
  }
  return attributes;
}

function unescaped(text: string): string {
  if (/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/.test(text))
    throw new Error("A forbidden character.");
  return text.replace(/&([^;\s]*)(;?)/g, (whole, name: string, semicolon: string) => {
    const character = semicolon === ";" ? entities[name] : undefined;
    if (character === undefined) throw new Error(`${whole} is no entity.`);
    return character;
  });
}

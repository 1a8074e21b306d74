/** An element of an XML text. Names without their prefix: what is read here is shown and sent, never trusted. */
export interface XmlElement {
  readonly name: string;
  /** By name without prefix; namespace declarations are left out. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** The text that stands directly in the element. */
  readonly text: string;
}

export type XmlRead =
  | { readonly kind: "xml"; readonly root: XmlElement }
  /** `message`: what is wrong, as the rest of a sentence "The text is no XML: …". */
  | { readonly kind: "refused"; readonly message: string };

const deepest = 100;

/**
 * Reads an XML text that may be hostile: in time linear in its length, with nothing fetched, and with no entities but
 * the five of XML itself. A document type, which is where others would be declared, is refused.
 * https://www.w3.org/TR/xml/
 */
export function readXml(text: string): XmlRead {
  try {
    return { kind: "xml", root: new Reader(text).read() };
  } catch (error) {
    if (error instanceof XmlError) return { kind: "refused", message: error.message };
    throw error;
  }
}

class XmlError extends Error {}

interface Open {
  /** With its prefix. */
  readonly qualified: string;
  readonly element: { -readonly [K in keyof XmlElement]: XmlElement[K] } & { children: XmlElement[] };
}

class Reader {
  readonly #text: string;
  #at = 0;
  readonly #open: Open[] = [];
  #root: XmlElement | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  read(): XmlElement {
    if (this.#text.charCodeAt(0) === 0xfeff) this.#at = 1;
    while (this.#at < this.#text.length) {
      const start = this.#text.indexOf("<", this.#at);
      this.#characters(this.#text.slice(this.#at, start === -1 ? undefined : start));
      if (start === -1) break;
      this.#at = start;
      this.#markup();
    }
    const unclosed = this.#open.at(-1);
    if (unclosed !== undefined) throw new XmlError(`<${unclosed.qualified}> is not closed`);
    if (this.#root === undefined) throw new XmlError("it has no element");
    return this.#root;
  }

  #characters(raw: string): void {
    const parent = this.#open.at(-1);
    if (parent !== undefined) parent.element.text += decoded(raw);
    else if (raw.trim() !== "") throw new XmlError("there is text outside of its element");
  }

  #markup(): void {
    const text = this.#text;
    if (text.startsWith("<!--", this.#at)) this.#skip("<!--", "-->");
    else if (text.startsWith("<![CDATA[", this.#at)) {
      const data = this.#skip("<![CDATA[", "]]>");
      const parent = this.#open.at(-1);
      if (parent === undefined) throw new XmlError("there is text outside of its element");
      parent.element.text += data;
    } else if (text.startsWith("<?", this.#at)) this.#skip("<?", "?>");
    else if (text.startsWith("<!", this.#at)) throw new XmlError("it declares a document type");
    else if (text.startsWith("</", this.#at)) this.#endTag();
    else this.#startTag();
  }

  /** Passes over what stands between two marks, and answers it. */
  #skip(from: string, to: string): string {
    const start = this.#at + from.length;
    const end = this.#text.indexOf(to, start);
    if (end === -1) throw new XmlError(`${from} is not closed`);
    this.#at = end + to.length;
    return this.#text.slice(start, end);
  }

  #endTag(): void {
    const name = this.#skip("</", ">").trimEnd();
    const open = this.#open.pop();
    if (open?.qualified !== name) throw new XmlError(`</${name.slice(0, 60)}> closes nothing`);
  }

  #startTag(): void {
    this.#at++;
    const qualified = this.#name();
    const attributes = new Map<string, string>();
    for (;;) {
      const before = this.#at;
      this.#blanks();
      const isEmpty = this.#text.startsWith("/>", this.#at);
      if (isEmpty || this.#text[this.#at] === ">") {
        this.#at += isEmpty ? 2 : 1;
        this.#add(qualified, attributes, isEmpty);
        return;
      }
      if (before === this.#at) throw new XmlError(`<${qualified}> is not well-formed`);
      const name = this.#name();
      const value = this.#attributeValue(qualified);
      if (name === "xmlns" || name.startsWith("xmlns:")) continue;
      const plain = local(name);
      if (attributes.has(plain)) throw new XmlError(`<${qualified}> has the attribute ${plain} twice`);
      attributes.set(plain, value);
    }
  }

  #add(qualified: string, attributes: ReadonlyMap<string, string>, isEmpty: boolean): void {
    const element = { name: local(qualified), attributes, children: [], text: "" };
    const parent = this.#open.at(-1);
    if (parent !== undefined) parent.element.children.push(element);
    else if (this.#root !== undefined) throw new XmlError("it has more than one root");
    else this.#root = element;
    if (isEmpty) return;
    this.#open.push({ qualified, element });
    if (this.#open.length > deepest) throw new XmlError(`it is more than ${deepest} elements deep`);
  }

  #name(): string {
    const found = sticky(/[\p{L}_][\p{L}\p{N}_.:-]*/uy, this.#text, this.#at);
    if (found === undefined) throw new XmlError("a < stands before no name");
    this.#at += found.length;
    return found;
  }

  #blanks(): void {
    this.#at += sticky(/[ \t\r\n]*/y, this.#text, this.#at)?.length ?? 0;
  }

  #attributeValue(element: string): string {
    this.#blanks();
    if (this.#text[this.#at] !== "=") throw new XmlError(`<${element}> is not well-formed`);
    this.#at++;
    this.#blanks();
    const quote = this.#text[this.#at];
    if (quote !== '"' && quote !== "'") throw new XmlError(`<${element}> is not well-formed`);
    const value = this.#skip(quote, quote);
    if (value.includes("<")) throw new XmlError(`<${element}> is not well-formed`);
    return decoded(value);
  }
}

function sticky(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function local(name: string): string {
  return name.slice(name.lastIndexOf(":") + 1);
}

const entities: ReadonlyMap<string, string> = new Map([
  ["lt", "<"],
  ["gt", ">"],
  ["amp", "&"],
  ["quot", '"'],
  ["apos", "'"],
]);

function decoded(raw: string): string {
  return raw.replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{1,20}));|&/gi, (all, decimal, hex, name) => {
    const known = typeof name === "string" ? entities.get(name) : undefined;
    if (known !== undefined) return known;
    const digits: unknown = decimal ?? hex;
    const code = typeof digits === "string" ? Number.parseInt(digits, decimal === undefined ? 16 : 10) : -1;
    if (code < 1 || code > 0x10ffff) throw new XmlError(`it uses ${all}, which means nothing in XML itself`);
    return String.fromCodePoint(code);
  });
}

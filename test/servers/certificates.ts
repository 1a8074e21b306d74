import { createPublicKey, generateKeyPairSync, randomBytes, sign, type KeyObject } from "node:crypto";

/** An authority of the tests' own, made at run time: no certificate lies in the repository. */
export interface TestAuthority {
  /** The authority's certificate, for `ca_bundle`, `AWS_CA_BUNDLE`, `NODE_EXTRA_CA_CERTS`. */
  readonly pem: string;
  /** A key and a certificate for a server of these names, signed by the authority. */
  issue(names: readonly string[]): { readonly key: string; readonly cert: string };
}

/** Node makes keys and signatures, but no certificates: the few parts of X.509 that are needed are written here. */
export function makeAuthority(name = "Assume Role test authority"): TestAuthority {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const authority = certificate({
    issuer: name,
    subject: name,
    subjectKey: publicKey,
    signedWith: privateKey,
    extensions: [extension([0x55, 0x1d, 0x13], sequence(TRUE), true)],
  });
  return {
    pem: pem("CERTIFICATE", authority),
    issue: (names) => {
      const keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
      const alternatives = names.map((one) =>
        /^\d+(\.\d+){3}$/.test(one)
          ? tagged(0x87, Buffer.from(one.split(".").map(Number)))
          : tagged(0x82, Buffer.from(one, "ascii")),
      );
      const issued = certificate({
        issuer: name,
        subject: names[0] ?? "nobody",
        subjectKey: createPublicKey(keys.privateKey),
        signedWith: privateKey,
        extensions: [extension([0x55, 0x1d, 0x11], sequence(...alternatives), false)],
      });
      return {
        key: keys.privateKey.export({ type: "pkcs8", format: "pem" }) as string,
        cert: pem("CERTIFICATE", issued),
      };
    },
  };
}

interface Parts {
  readonly issuer: string;
  readonly subject: string;
  readonly subjectKey: KeyObject;
  readonly signedWith: KeyObject;
  readonly extensions: readonly Buffer[];
}

/** RFC 5280, section 4.1: version 3, ECDSA with SHA-256, valid from an hour ago for a day. */
function certificate(parts: Parts): Buffer {
  const now = Date.now();
  const toBeSigned = sequence(
    tagged(0xa0, integer(Buffer.of(2))),
    integer(Buffer.concat([Buffer.of(1), randomBytes(15)])),
    ECDSA_WITH_SHA256,
    distinguishedName(parts.issuer),
    sequence(time(now - 3_600_000), time(now + 86_400_000)),
    distinguishedName(parts.subject),
    parts.subjectKey.export({ type: "spki", format: "der" }),
    tagged(0xa3, sequence(...parts.extensions)),
  );
  const signature = sign("sha256", toBeSigned, parts.signedWith);
  return sequence(toBeSigned, ECDSA_WITH_SHA256, tagged(0x03, Buffer.concat([Buffer.of(0), signature])));
}

function tagged(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size =
    length < 0x80
      ? Buffer.of(length)
      : length < 0x100
        ? Buffer.of(0x81, length)
        : Buffer.of(0x82, length >> 8, length & 0xff);
  return Buffer.concat([Buffer.of(tag), size, content]);
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tagged(0x30, Buffer.concat(parts));
}

function integer(bytes: Buffer): Buffer {
  return tagged(0x02, bytes);
}

const TRUE = tagged(0x01, Buffer.of(0xff));
const ECDSA_WITH_SHA256 = sequence(tagged(0x06, Buffer.of(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02)));

function distinguishedName(commonName: string): Buffer {
  const attribute = sequence(
    tagged(0x06, Buffer.of(0x55, 0x04, 0x03)),
    tagged(0x0c, Buffer.from(commonName, "utf8")),
  );
  return sequence(tagged(0x31, attribute));
}

/** UTCTime: YYMMDDHHMMSSZ. */
function time(at: number): Buffer {
  const text = new Date(at).toISOString().replace(/^\d\d|[-:T]|\.\d+/g, "");
  return tagged(0x17, Buffer.from(text, "ascii"));
}

function extension(identifier: readonly number[], value: Buffer, critical: boolean): Buffer {
  return sequence(tagged(0x06, Buffer.from(identifier)), ...(critical ? [TRUE] : []), tagged(0x04, value));
}

function pem(label: string, der: Buffer): string {
  const lines = der.toString("base64").match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join("\n")}\n-----END ${label}-----\n`;
}

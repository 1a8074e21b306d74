import { readFileSync } from "node:fs";

export interface ZipEntry {
  readonly name: string;
  /** Bytes, packed and unpacked. */
  readonly packed: number;
  readonly size: number;
}

/** Lists a zip file from its central directory: APPNOTE.TXT 6.3.10, sections 4.3.12 and 4.3.16; no ZIP64. */
export function zipEntries(file: string): readonly ZipEntry[] {
  const bytes = readFileSync(file);
  const end = bytes.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  if (end < 0) throw new Error(`${file} is not a zip file.`);
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  return Array.from({ length: count }, () => {
    if (bytes.readUInt32LE(at) !== 0x02014b50) throw new Error(`${file} has a broken directory.`);
    const nameLength = bytes.readUInt16LE(at + 28);
    const entry = {
      name: bytes.toString("utf8", at + 46, at + 46 + nameLength),
      packed: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
    };
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    return entry;
  });
}

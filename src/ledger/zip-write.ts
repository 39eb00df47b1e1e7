import { concatBytes, joinBytes, toUtf8 } from './bytes.ts';
import { crc32 } from './inflate.ts';
import { centralSignature, deflated, endSignature, localSignature, stored, zipDate, zipVersion } from './zip-format.ts';

export interface ZipFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** The same as a raw deflate stream (RFC 1951), where whoever gives the file has packed it. */
  readonly packed?: Uint8Array | undefined;
}

/**
 * An archive of members in the given order, with fixed times: the same files give the same bytes, always. It packs nothing itself,
 * since no two programs pack alike: what is not given packed is stored.
 */
export function writeZip(files: readonly ZipFile[]): Uint8Array {
  const members: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const file of files) {
    const name = toUtf8(file.path);
    const shared = sharedFields(name, file);
    const member = concatBytes(uint32(localSignature), shared, name, file.packed ?? file.bytes);
    const noCommentDiskAttributes = new Uint8Array(10);
    directory.push(uint32(centralSignature), uint16(zipVersion), shared, noCommentDiskAttributes, uint32(offset), name);
    members.push(member);
    offset += member.length;
  }
  const central = joinBytes(directory);
  const count = uint16(files.length);
  const noDisks = new Uint8Array(4);
  const sizes = concatBytes(uint32(central.length), uint32(offset));
  return joinBytes([...members, central, uint32(endSignature), noDisks, count, count, sizes, uint16(0)]);
}

/** From the needed version to the length of the extra field: the same in both headers of a member. */
function sharedFields(name: Uint8Array, { bytes, packed }: ZipFile): Uint8Array {
  const times = concatBytes(uint16(0), uint16(zipDate));
  const sizes = concatBytes(uint32((packed ?? bytes).length), uint32(bytes.length));
  return concatBytes(
    uint16(zipVersion),
    uint16(0),
    uint16(packed === undefined ? stored : deflated),
    times,
    uint32(crc32(bytes)),
    sizes,
    uint16(name.length),
    uint16(0),
  );
}

function uint16(value: number): Uint8Array {
  return Uint8Array.of(value & 0xff, value >>> 8);
}

function uint32(value: number): Uint8Array {
  return Uint8Array.of(value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, value >>> 24);
}

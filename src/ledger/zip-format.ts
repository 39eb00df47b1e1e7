// The fields of a zip archive that a bundle may have (APPNOTE 6.3: sections 4.3.7, 4.3.12, 4.3.16), without zip64.

export const localSignature = 0x04034b50;
export const centralSignature = 0x02014b50;
export const endSignature = 0x06054b50;

export const localLength = 30;
export const centralLength = 46;
export const endLength = 22;

/** Version 2.0, on no particular system. */
export const zipVersion = 20;
/** 1 January 1980, midnight: the first instant that zip can write. */
export const zipDate = 0x21;

export const stored = 0;
export const deflated = 8;

/**
 * Writes the icon files of Windows (.ico) and macOS (.icns) from PNG pictures. Both are lists of pictures with a small
 * header; electron-builder could convert a PNG itself, but downloads a tool for it.
 */
import { decodePng, type Pixels } from './png.ts';

/** PNG files by their edge in pixels. */
export type PngBySize = ReadonlyMap<number, Buffer>;

/** Windows asks for these at 100–400 % scale; 256 is what Explorer shows as large. */
export const ICO_SIZES: readonly number[] = [16, 24, 32, 48, 64, 128, 256];

/**
 * An .ico file. Pictures below 256 pixels are bitmaps, because resource tools and older parts of Windows read PNG only
 * at 256 (there it has been the rule since Vista).
 */
export function writeIco(pngs: PngBySize): Buffer {
  const images = ICO_SIZES.map((size) => {
    const png = pictureOf(pngs, size);
    return { size, data: size === 256 ? png : bitmap(decodePng(png)) };
  });
  const header = Buffer.alloc(6 + 16 * images.length);
  header.writeUInt16LE(1, 2); // an icon, not a cursor
  header.writeUInt16LE(images.length, 4);
  let offset = header.length;
  for (const [index, { size, data }] of images.entries()) {
    const at = 6 + 16 * index;
    header.writeUInt8(size % 256, at); // 256 does not fit and is written as 0
    header.writeUInt8(size % 256, at + 1);
    header.writeUInt16LE(1, at + 4); // colour planes
    header.writeUInt16LE(32, at + 6); // bits a pixel
    header.writeUInt32LE(data.length, at + 8);
    header.writeUInt32LE(offset, at + 12);
    offset += data.length;
  }
  return Buffer.concat([header, ...images.map(({ data }) => data)]);
}

/** BITMAPINFOHEADER, then BGRA from the bottom row up, then a 1-bit mask that 32-bit icons leave empty. */
function bitmap({ width, height, rgba }: Pixels): Buffer {
  const header = Buffer.alloc(40);
  header.writeUInt32LE(header.length, 0);
  header.writeInt32LE(width, 4);
  header.writeInt32LE(height * 2, 8); // colours and mask, one above the other
  header.writeUInt16LE(1, 12);
  header.writeUInt16LE(32, 14);
  const colours = Buffer.alloc(width * height * 4);
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const from = (row * width + column) * 4;
      const to = ((height - 1 - row) * width + column) * 4;
      const [red = 0, green = 0, blue = 0, alpha = 0] = rgba.subarray(from, from + 4);
      colours.set([blue, green, red, alpha], to);
    }
  const maskRow = Math.ceil(width / 32) * 4;
  return Buffer.concat([header, colours, Buffer.alloc(maskRow * height)]);
}

/**
 * What `iconutil` writes for a full icon set, with the edge in pixels. The two smallest are ARGB: as PNG they are known
 * to be drawn wrongly in application bundles.
 */
export const ICNS_TYPES: readonly { readonly type: string; readonly size: number; readonly format: 'argb' | 'png' }[] =
  [
    { type: 'ic04', size: 16, format: 'argb' },
    { type: 'ic05', size: 32, format: 'argb' },
    { type: 'ic11', size: 32, format: 'png' }, // 16 pt @2x
    { type: 'ic12', size: 64, format: 'png' }, // 32 pt @2x
    { type: 'ic07', size: 128, format: 'png' },
    { type: 'ic13', size: 256, format: 'png' }, // 128 pt @2x
    { type: 'ic08', size: 256, format: 'png' },
    { type: 'ic14', size: 512, format: 'png' }, // 256 pt @2x
    { type: 'ic09', size: 512, format: 'png' },
    { type: 'ic10', size: 1024, format: 'png' }, // 512 pt @2x
  ];

/** An .icns file. */
export function writeIcns(pngs: PngBySize): Buffer {
  const entries = ICNS_TYPES.map(({ type, size, format }) => {
    const png = pictureOf(pngs, size);
    return block(type, format === 'png' ? png : argb(decodePng(png)));
  });
  return block('icns', Buffer.concat(entries));
}

/** Four letters, the length with these eight bytes, the data. */
function block(type: string, data: Buffer): Buffer {
  const header = Buffer.alloc(8);
  header.write(type, 'latin1');
  header.writeUInt32BE(data.length + 8, 4);
  return Buffer.concat([header, data]);
}

/** Alpha, red, green and blue one after the other, each packed for itself. */
function argb({ rgba }: Pixels): Buffer {
  const channel = (offset: number) => packBytes(rgba.filter((_, index) => index % 4 === offset));
  return Buffer.concat([Buffer.from('ARGB', 'latin1'), channel(3), channel(0), channel(1), channel(2)]);
}

const SHORTEST_RUN = 3;
const LONGEST_RUN = 130;
const LONGEST_LITERAL = 128;

/** Apple's run lengths: `n - 1` and n literal bytes (1–128), or `n + 125` and one byte that repeats n times (3–130). */
export function packBytes(bytes: Uint8Array): Buffer {
  const out: number[] = [];
  let literal: number[] = [];
  const endLiteral = () => {
    if (literal.length > 0) out.push(literal.length - 1, ...literal);
    literal = [];
  };
  for (let at = 0; at < bytes.length; ) {
    const length = runLength(bytes, at);
    const value = bytes[at] ?? 0;
    if (length >= SHORTEST_RUN) {
      endLiteral();
      out.push(length + 125, value);
      at += length;
      continue;
    }
    literal.push(value);
    if (literal.length === LONGEST_LITERAL) endLiteral();
    at += 1;
  }
  endLiteral();
  return Buffer.from(out);
}

function runLength(bytes: Uint8Array, start: number): number {
  let end = start + 1;
  while (end < bytes.length && bytes[end] === bytes[start] && end - start < LONGEST_RUN) end += 1;
  return end - start;
}

function pictureOf(pngs: PngBySize, size: number): Buffer {
  const png = pngs.get(size);
  if (!png) throw new Error(`The icon needs a picture of ${size} pixels.`);
  return png;
}

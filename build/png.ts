/**
 * Reads the PNG files Chromium writes: 8 bits a channel, RGBA or RGB, not interlaced (PNG specification, sections 9
 * and 11). Enough for turning our own drawings into icon containers, and no more.
 */
import { inflateSync } from 'node:zlib';

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Four bytes a pixel, red first, not premultiplied, top row first. */
  readonly rgba: Uint8Array;
}

const SIGNATURE = '89504e470d0a1a0a';
const BYTES_OF_COLOUR_TYPE = new Map([
  [2, 3],
  [6, 4],
]);

/** The pixels of a PNG file. Throws for kinds of PNG that we never write. */
export function decodePng(file: Buffer): Pixels {
  if (file.subarray(0, 8).toString('hex') !== SIGNATURE) throw new Error('Not a PNG file.');
  const { header, data } = readChunks(file);
  const width = header.readUInt32BE(0);
  const height = header.readUInt32BE(4);
  const bytesPerPixel = BYTES_OF_COLOUR_TYPE.get(header.readUInt8(9));
  if (header.readUInt8(8) !== 8 || bytesPerPixel === undefined || header.readUInt8(12) !== 0)
    throw new Error('Only 8-bit RGB and RGBA without interlacing are read.');
  const samples = unfilter(inflateSync(data), width * bytesPerPixel, height, bytesPerPixel);
  return { width, height, rgba: bytesPerPixel === 4 ? samples : withAlpha(samples) };
}

function readChunks(file: Buffer): { header: Buffer; data: Buffer } {
  let header: Buffer | null = null;
  const data: Buffer[] = [];
  for (let at = 8; at + 12 <= file.length; ) {
    const length = file.readUInt32BE(at);
    const type = file.toString('latin1', at + 4, at + 8);
    const body = file.subarray(at + 8, at + 8 + length);
    if (type === 'IHDR') header = body;
    if (type === 'IDAT') data.push(body);
    at += length + 12;
  }
  if (!header) throw new Error('The PNG file has no header.');
  return { header, data: Buffer.concat(data) };
}

/** Each row starts with the number of its filter; a filter predicts a byte from its neighbours left, above, and both. */
function unfilter(raw: Buffer, rowBytes: number, rows: number, bytesPerPixel: number): Uint8Array {
  const out = new Uint8Array(rowBytes * rows);
  for (let row = 0; row < rows; row++) {
    const filter = raw[row * (rowBytes + 1)] ?? 0;
    for (let column = 0; column < rowBytes; column++) {
      const at = row * rowBytes + column;
      const left = column >= bytesPerPixel ? (out[at - bytesPerPixel] ?? 0) : 0;
      const above = row > 0 ? (out[at - rowBytes] ?? 0) : 0;
      const corner = row > 0 && column >= bytesPerPixel ? (out[at - rowBytes - bytesPerPixel] ?? 0) : 0;
      out[at] = (raw[row * (rowBytes + 1) + 1 + column] ?? 0) + predict(filter, left, above, corner);
    }
  }
  return out;
}

function predict(filter: number, left: number, above: number, corner: number): number {
  switch (filter) {
    case 0:
      return 0;
    case 1:
      return left;
    case 2:
      return above;
    case 3:
      return (left + above) >> 1;
    case 4:
      return paeth(left, above, corner);
    default:
      throw new Error(`Unknown PNG filter ${filter}.`);
  }
}

/** The neighbour nearest to `left + above - corner`; ties in this order. */
function paeth(left: number, above: number, corner: number): number {
  const estimate = left + above - corner;
  const toLeft = Math.abs(estimate - left);
  const toAbove = Math.abs(estimate - above);
  const toCorner = Math.abs(estimate - corner);
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}

function withAlpha(rgb: Uint8Array): Uint8Array {
  const rgba = new Uint8Array((rgb.length / 3) * 4).fill(255);
  for (let pixel = 0; pixel * 3 < rgb.length; pixel++) rgba.set(rgb.subarray(pixel * 3, pixel * 3 + 3), pixel * 4);
  return rgba;
}

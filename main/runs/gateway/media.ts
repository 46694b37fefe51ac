import type { MediaRef } from '../../../preload/contract.ts';

const MOST = 20;
const LONGEST_LINK = 2_000;
/** Of one picture, and of all pictures of a result. */
const LARGEST_PICTURE = 8 * 1024 * 1024;
const LARGEST_TOTAL = 16 * 1024 * 1024;
/** A text may be nothing but beginnings of images; so many of them are looked at. */
const MOST_BEGINNINGS = 1_000;

/** The formats a page shows. SVG is a document with scripts, not a picture. */
const DATA_HEAD = /data:image\/(?:png|jpeg|gif|webp);base64,/iy;
const IMAGE = /!\[[^[\]]{0,1000}\]\(\s{0,10}<?/y;
/** A bare destination may hold pairs of parentheses, and ends before a space or the parenthesis of the image. */
const LINK = /https?:\/\/[^\s()<>]{1,2000}(?:\([^\s()<>]{0,200}\)[^\s()<>]{0,200}){0,5}(?=[\s)>])/iy;

/**
 * The pictures a result points at as Markdown images, or is nothing but: links of the web and `data:` addresses. They are
 * offered to the person and never loaded by themselves. Each once, at most 20; what is too large is left out, and stays
 * in the text.
 */
export function mediaIn(result: string): readonly MediaRef[] {
  const found = new Map<string, MediaRef>();
  let room = LARGEST_TOTAL;
  for (const { address, media } of picturesIn(result)) {
    const bytes = media.source.kind === 'data' ? media.source.bytes : 0;
    if (found.has(address) || bytes > room) continue;
    room -= bytes;
    found.set(address, media);
    if (found.size === MOST) break;
  }
  return [...found.values()];
}

interface Picture {
  readonly address: string;
  readonly media: MediaRef;
}

function* picturesIn(text: string): Generator<Picture> {
  const whole = text.trim();
  const alone = dataAt(whole, 0);
  if (alone?.address.length === whole.length) yield alone;
  let beginnings = 0;
  for (let at = text.indexOf('!['); at >= 0 && beginnings < MOST_BEGINNINGS; at = text.indexOf('![', at + 2)) {
    beginnings += 1;
    const start = at + (matchAt(IMAGE, text, at)?.length ?? 0);
    const picture = start === at ? null : (dataAt(text, start) ?? linkAt(text, start));
    if (picture) yield picture;
  }
}

function linkAt(text: string, at: number): Picture | null {
  const address = matchAt(LINK, text, at);
  const url = address === null || address.length > LONGEST_LINK ? null : URL.parse(address);
  if (address === null || url?.username !== '' || url.password !== '') return null;
  return { address, media: { type: 'image', source: { kind: 'link', url: url.href } } };
}

function dataAt(text: string, at: number): Picture | null {
  const head = matchAt(DATA_HEAD, text, at);
  if (head === null) return null;
  const start = at + head.length;
  // A match of millions of characters would be too much for a regular expression; a search for their end is not.
  const length = text.slice(start).search(/[^A-Za-z0-9+/=]/);
  const base64 = text.slice(start, length < 0 ? undefined : start + length);
  const padding = /={0,2}$/.exec(base64.slice(-2))?.[0].length ?? 0;
  const bytes = (base64.length / 4) * 3 - padding;
  if (base64 === '' || base64.length % 4 !== 0 || bytes > LARGEST_PICTURE) return null;
  if (base64.slice(0, base64.length - padding).includes('=')) return null;
  const address = head + base64;
  return { address, media: { type: 'image', source: { kind: 'data', dataUrl: address, bytes } } };
}

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

import type { MediaRef } from '../../../preload/contract.ts';

const MOST = 20;
const LONGEST_LINK = 2_000;
/** Of one picture, and of all pictures of a result. */
const LARGEST_PICTURE = 8 * 1024 * 1024;
const LARGEST_TOTAL = 16 * 1024 * 1024;
/** Longest alternative text that is looked past: without a limit, a text full of `![` would be searched again and again. */
const LONGEST_ALT = 1_000;

/** The formats a page shows. SVG is a document with scripts, not a picture. */
const DATA_IMAGE = /^data:image\/(?:png|jpeg|gif|webp);base64,/i;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/**
 * The pictures a result points at as Markdown images, or is nothing but: links of the web and `data:` addresses. They are
 * offered to the person and never loaded by themselves. Each once, at most 20; what is too large is left out, and stays
 * in the text.
 */
export function mediaIn(result: string): readonly MediaRef[] {
  const found = new Map<string, MediaRef>();
  let room = LARGEST_TOTAL;
  for (const address of addressesIn(result)) {
    if (found.size === MOST) break;
    if (found.has(address)) continue;
    const media = read(address);
    const bytes = media?.source.kind === 'data' ? media.source.bytes : 0;
    if (!media || bytes > room) continue;
    room -= bytes;
    found.set(address, media);
  }
  return [...found.values()];
}

function* addressesIn(text: string): Generator<string> {
  const whole = text.trim();
  if (DATA_IMAGE.test(whole.slice(0, 40)) && !/\s/.test(whole)) yield whole;
  for (let at = text.indexOf('!['); at >= 0; at = text.indexOf('![', at + 2)) {
    const open = text.slice(at, at + LONGEST_ALT).indexOf('](');
    const address = open < 0 ? null : destinationAt(text, at + open + 2);
    if (address !== null) yield address;
  }
}

/** The destination of a Markdown link, `<…>` or bare, before its optional title; `null` when it does not end properly. */
function destinationAt(text: string, start: number): string | null {
  const bracketed = text[start] === '<';
  const from = bracketed ? start + 1 : start;
  const length = text.slice(from, from + longestAt(text, from)).search(bracketed ? />/ : /[\s)]/);
  return length > 0 ? text.slice(from, from + length) : null;
}

function longestAt(text: string, from: number): number {
  return DATA_IMAGE.test(text.slice(from, from + 40)) ? Math.ceil(LARGEST_PICTURE / 3) * 4 + 100 : LONGEST_LINK + 1;
}

function read(address: string): MediaRef | null {
  const head = DATA_IMAGE.exec(address.slice(0, 40))?.[0];
  if (head === undefined) return readLink(address);
  const base64 = address.slice(head.length);
  if (base64.length % 4 !== 0 || !BASE64.test(base64)) return null;
  const bytes = (base64.length / 4) * 3 - (base64.length - base64.replace(/=+$/, '').length);
  return bytes > LARGEST_PICTURE ? null : { type: 'image', source: { kind: 'data', dataUrl: address, bytes } };
}

function readLink(address: string): MediaRef | null {
  if (!/^https?:\/\//i.test(address) || address.length > LONGEST_LINK) return null;
  const url = URL.parse(address);
  const usable = url?.username === '' && url.password === '';
  return usable ? { type: 'image', source: { kind: 'link', url: url.href } } : null;
}

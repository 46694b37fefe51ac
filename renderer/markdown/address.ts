import { stripped } from './visible.ts';

/** Where a link leads, after the checks of this file. */
export interface Address {
  /** Normalised: what `onLink` gets. */
  readonly href: string;
  /** Who is really behind it: host (punycode, with its port) or mail address. */
  readonly host: string;
}

const PROTOCOLS: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:']);
const LONGEST = 4096;

/** The address of a link, when it is an absolute http, https or mailto one; everything else is `null`. */
export function linkAddress(target: string): Address | null {
  if (target.length > LONGEST) return null;
  const url = URL.parse(stripped(target).trim());
  if (!url || !PROTOCOLS.has(url.protocol)) return null;
  const host = url.protocol === 'mailto:' ? mailbox(url.pathname) : url.host;
  return host === '' ? null : { href: url.href, host };
}

function mailbox(path: string): string {
  try {
    return stripped(decodeURIComponent(path));
  } catch {
    return path;
  }
}

/** What the source of a picture allows us to do. */
export type ImageSource =
  /** A raster picture inside the text itself. */
  | { readonly kind: 'inline'; readonly dataUrl: string }
  /** Elsewhere: fetched by main, and only when the person asks. */
  | { readonly kind: 'remote'; readonly address: Address }
  | { readonly kind: 'refused' };

const RASTER = /^data:image\/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/]+={0,2}$/;

/** A `data:` address of a raster picture. SVG is not one: it is a document that can load and run things. */
export function isRasterDataUrl(text: string): boolean {
  return RASTER.test(text);
}

/** Tells the sources of pictures apart. */
export function imageSource(target: string): ImageSource {
  const trimmed = target.trim();
  if (isRasterDataUrl(trimmed)) return { kind: 'inline', dataUrl: trimmed };
  const address = linkAddress(trimmed);
  if (!address || address.href.startsWith('mailto:')) return { kind: 'refused' };
  return { kind: 'remote', address };
}

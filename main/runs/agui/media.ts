import type { ContentPart } from '@ag-ui/core';
import type { MediaRef } from '../../../preload/contract.ts';

type MediaPart = Exclude<ContentPart, { type: 'text' }>;

const MIME_TYPE = /^[\w.+-]{1,60}\/[\w.+-]{1,60}$/;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** The pictures, sounds, videos and documents of a content. Nothing is loaded; an address that is no web link is a name. */
export function mediaOf(content: string | readonly ContentPart[] | undefined): MediaRef[] {
  if (content === undefined || typeof content === 'string') return [];
  return content.flatMap((part) => (part.type === 'text' ? [] : [mediaRef(part)]));
}

function mediaRef({ type, source }: MediaPart): MediaRef {
  switch (source.type) {
    case 'data':
      return { type, source: inlineData(source.value, source.mimeType) };
    case 'url':
      return { type, source: linkTo(source.value) };
    default:
      return { type, source: named(source.value) };
  }
}

function inlineData(base64: string, mimeType: string): MediaRef['source'] {
  if (!BASE64.test(base64)) return named(mimeType);
  const mime = MIME_TYPE.test(mimeType) ? mimeType : 'application/octet-stream';
  const padding = base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0;
  const bytes = Math.floor((base64.length * 3) / 4) - padding;
  return { kind: 'data', dataUrl: `data:${mime};base64,${base64}`, bytes };
}

function linkTo(address: string): MediaRef['source'] {
  const inline = /^data:([^;,]*);base64,(.*)$/s.exec(address);
  if (inline) return inlineData(inline[2] ?? '', inline[1] ?? '');
  const url = URL.parse(address);
  return url && /^https?:$/.test(url.protocol) ? { kind: 'link', url: url.href } : named(address);
}

function named(name: string): MediaRef['source'] {
  return { kind: 'file', name: name.slice(0, 200) };
}

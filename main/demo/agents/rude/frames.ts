import type { RudeWay } from '../switches.ts';

type Framing = (json: string) => string;

/** How a frame looks on the wire; all of these are legal Server-Sent Events. */
const FRAMINGS: Partial<Record<RudeWay, Framing>> = {
  crlf: (json) => `data: ${json}\r\n\r\n`,
  cr: (json) => `data: ${json}\r\r`,
  comments: (json) => `: a comment\nid: 7\nretry: 10\nevent: message\ndata:${json}\n\n: ping\n\n`,
  // White space between two members of an object: a line end may stand there.
  multiLine: (json) => `data: {\ndata: ${json.slice(1)}\n\n`,
  everything: (json) => `: a comment\r\nid: 7\r\ndata: ${json}\r\n\r\n`,
};

const plainFraming: Framing = (json) => `data: ${json}\n\n`;
const BYTE_ORDER_MARK = '\uFEFF';

/** Text that stands between the frames as it is, instead of an event. */
export interface RawFrame {
  raw: string;
}

/** Writes events as frames in the given way. */
export async function* rudeFrames(way: RudeWay, items: AsyncIterable<object | RawFrame>): AsyncGenerator<string> {
  const framing = FRAMINGS[way] ?? plainFraming;
  if (way === 'bom' || way === 'everything') yield BYTE_ORDER_MARK;
  for await (const item of items) {
    yield isRaw(item) ? item.raw : framing(JSON.stringify(item));
  }
}

function isRaw(item: object): item is RawFrame {
  return 'raw' in item && typeof item.raw === 'string';
}

/** What a `halext://` link or a command line asks for. Nothing here runs anything: the person sees it first. */
export type Intent =
  | { readonly kind: 'show' }
  | { readonly kind: 'toggleQuick' }
  | { readonly kind: 'ask'; readonly text: string }
  | { readonly kind: 'conversation'; readonly conversationId: number }
  | { readonly kind: 'run'; readonly runId: number }
  | { readonly kind: 'settings' }
  | { readonly kind: 'unknown'; readonly link: string };

export const DEEP_LINK_SCHEME = 'halext';

const MAX_LINK = 8_192;
const MAX_ASK = 4_000;
const SHOWN_LINK = 120;

/**
 * Parses one `halext://` link: `ask?text=…`, `toggle`, `conversation/<local id>`, `run/<local id>`, `settings`, or
 * nothing after the scheme. Whatever else it says is `unknown`, with its beginning kept for display.
 */
export function parseLink(link: string): Intent {
  const unknown: Intent = { kind: 'unknown', link: printable(link).slice(0, SHOWN_LINK) };
  if (link.length > MAX_LINK) return unknown;
  const url = URL.canParse(link) ? new URL(link) : null;
  if (!url || url.protocol !== `${DEEP_LINK_SCHEME}:` || url.username || url.password || url.port) return unknown;
  const path = url.pathname.replace(/\/+$/, '');
  switch (url.host.toLowerCase()) {
    case '':
    case 'show':
      return path === '' ? { kind: 'show' } : unknown;
    case 'toggle':
      return path === '' ? { kind: 'toggleQuick' } : unknown;
    case 'settings':
      return path === '' ? { kind: 'settings' } : unknown;
    case 'ask':
      return path === '' ? { kind: 'ask', text: askText(url.searchParams.get('text') ?? '') } : unknown;
    case 'conversation': {
      const conversationId = localId(path);
      return conversationId === null ? unknown : { kind: 'conversation', conversationId };
    }
    case 'run': {
      const runId = localId(path);
      return runId === null ? unknown : { kind: 'run', runId };
    }
    default:
      return unknown;
  }
}

/**
 * What the arguments of a launch ask for. A second launch without a wish shows the window; the scheme is looked for
 * anywhere, because systems and Chromium add arguments of their own around it.
 */
export function parseArguments(argv: readonly string[]): Intent {
  const link = argv.find((argument) => argument.toLowerCase().startsWith(`${DEEP_LINK_SCHEME}:`));
  if (link !== undefined) return parseLink(link);
  if (argv.includes('--toggle')) return { kind: 'toggleQuick' };
  return { kind: 'show' };
}

function localId(path: string): number | null {
  const digits = /^\/(\d{1,15})$/.exec(path)?.[1];
  return digits === undefined ? null : Number(digits);
}

function askText(text: string): string {
  return printable(text).trim().slice(0, MAX_ASK);
}

/** Control and bidirectional override characters could make a text look like another one. */
function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose.
  return text.toWellFormed().replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '');
}

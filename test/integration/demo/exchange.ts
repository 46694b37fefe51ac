import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** One exchange recorded against the real backend: the curl command and what came back. */
export interface Exchange {
  /** Number and name of the file, e.g. `36-conv-get`. */
  name: string;
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | null;
  status: number;
  answerHeaders: Headers;
  answerBody: string;
}

const FOLDER = resolve(import.meta.dirname, 'recorded');

/** Reads one recording by its number, the start of the file name. */
export function recorded(number: string): Exchange {
  const file = readdirSync(FOLDER).find((name) => name.startsWith(`${number}-`)) ?? `${number}-`;
  const [command = '', ...lines] = readFileSync(resolve(FOLDER, file), 'utf8').split('\n');
  const gap = lines.findIndex((line) => line.trim() === '');
  const [statusLine = '', ...headerLines] = lines.slice(0, gap);
  const headers = headerLines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).trim()];
  });
  return {
    name: file.replace(/\.txt$/, ''),
    ...request(words(command.replace(/^\$ /, ''))),
    status: Number(statusLine.split(' ')[1]),
    answerHeaders: new Headers(headers),
    answerBody: lines
      .slice(gap + 1)
      .join('\n')
      .trimEnd(),
  };
}

/** Splits a command as the shell would; the recordings quote with backslashes only. */
function words(command: string): string[] {
  const found = command.match(/(?:\\.|[^\s\\])+/gs) ?? [];
  return found.map((word) => word.replace(/\\(.)/gs, '$1'));
}

function request(curl: string[]): Pick<Exchange, 'method' | 'path' | 'headers' | 'body'> {
  const headers: Record<string, string> = {};
  const form: string[] = [];
  let method: string | null = null;
  let url = '';
  for (let at = 1; at < curl.length; at++) {
    const word = curl[at] ?? '';
    const next = curl[at + 1] ?? '';
    if (word.startsWith('http')) url = word;
    if (!['-X', '-H', '-d', '--data-urlencode'].includes(word)) continue;
    at++;
    if (word === '-X') method = next;
    if (word === '-H')
      headers[next.slice(0, next.indexOf(':')).toLowerCase()] = next.slice(next.indexOf(':') + 1).trim();
    if (word === '-d') form.push(next);
    if (word === '--data-urlencode')
      form.push(next.replace(/=(.*)/s, (_, value: string) => `=${encodeURIComponent(value)}`));
  }
  const body = form.length > 0 ? form.join('&') : null;
  if (body !== null) headers['content-type'] ??= 'application/x-www-form-urlencoded';
  const { pathname, search } = new URL(url);
  return { method: method ?? (body === null ? 'GET' : 'POST'), path: pathname + search, headers, body };
}

import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** One exchange recorded against a real server: the curl command and what came back. */
export interface Exchange {
  /** What it is about: number and name of its file, e.g. `36-conv-get`, or its heading. */
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
const GATEWAY_FOLDER = resolve(import.meta.dirname, 'recorded-gateway');

/** Reads one recording of the backend by its number, the start of the file name. */
export function recorded(number: string): Exchange {
  const file = readdirSync(FOLDER).find((name) => name.startsWith(`${number}-`)) ?? `${number}-`;
  return parse(file.replace(/\.txt$/, ''), readFileSync(resolve(FOLDER, file), 'utf8'));
}

/** Reads all exchanges of one recording of the agent gateway, a file with a heading before each. */
export function recordedGateway(number: string): Exchange[] {
  const file = readdirSync(GATEWAY_FOLDER).find((name) => name.startsWith(`${number}_`)) ?? `${number}_`;
  const [, ...parts] = readFileSync(resolve(GATEWAY_FOLDER, file), 'utf8').split(/^### /m);
  return parts.map((part) => {
    const [heading = '', ...rest] = part.split('\n');
    const exchange = rest.join('\n').replace(/\n\n\(total [\s\S]*$/, '\n');
    return parse(heading.replace(/ {2}\[.*/, ''), exchange);
  });
}

function parse(name: string, text: string): Exchange {
  const [command = '', ...lines] = text.split('\n');
  const gap = lines.findIndex((line) => line.trim() === '');
  const [statusLine = '', ...headerLines] = lines.slice(0, gap);
  const headers = headerLines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).trim()];
  });
  return {
    name,
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
    if (word === '-H') {
      // `Name;` is how curl sends a header without a value.
      const [, header = '', value = ''] = /^([^:;]+)[:;](.*)$/s.exec(next) ?? [];
      headers[header.toLowerCase()] = value.trim();
    }
    if (word === '-d') form.push(next);
    if (word === '--data-urlencode')
      form.push(next.replace(/=(.*)/s, (_, value: string) => `=${encodeURIComponent(value)}`));
  }
  const body = form.length > 0 ? form.join('&') : null;
  if (body !== null) headers['content-type'] ??= 'application/x-www-form-urlencoded';
  const { pathname, search } = new URL(url);
  return { method: method ?? (body === null ? 'GET' : 'POST'), path: pathname + search, headers, body };
}

import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { HttpResponse } from '../../../main/http/message.ts';
import { fakeResponse } from '../http/fake-response.ts';

const folder = resolve(import.meta.dirname, '../../fixtures/gateway');

interface Exchange {
  /** The words after `###` in the transcript. */
  name: string;
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** What a real gateway answered, from transcripts of `curl -i`: `### name [time]`, `$ command`, the answer, `(total …)`. */
function readExchanges(text: string): Exchange[] {
  return text.split(/^### /m).flatMap((part) => {
    const [, name, status, head, body] =
      /^(.*?) {2}\[.*\]\n\$ .*\nHTTP\/1\.1 (\d+) .*\n([\s\S]*?)\n\n([\s\S]*?)\n*\(total /.exec(part) ?? [];
    if (!name || !status || head === undefined || body === undefined) return [];
    const lines = head.split('\n').map((line) => line.split(': ') as [string, string]);
    const headers = Object.fromEntries(lines.map(([key, value]) => [key.toLowerCase(), value]));
    return [{ name, status: Number(status), headers, body }];
  });
}

const exchanges = readdirSync(folder).flatMap((file) =>
  readExchanges(readFileSync(join(folder, file), 'utf8').replaceAll('\r', '')),
);

/** The answer of the recorded exchange with this name. */
export function recorded(name: string): HttpResponse {
  const exchange = exchanges.find((one) => one.name === name);
  if (!exchange) throw new Error(`no recorded exchange "${name}" among ${exchanges.map((one) => one.name).join(', ')}`);
  return fakeResponse(exchange.status, exchange.headers, exchange.body);
}

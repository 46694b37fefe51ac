import { expect, test } from 'vitest';
import { z } from 'zod';
import { readJson } from '../../../main/http/json.ts';
import type { HttpResponse } from '../../../main/http/message.ts';
import { fakeResponse } from './fake-response.ts';

const schema = z.object({ people: z.array(z.object({ name: z.string() })) });

function answer(text: string, contentType?: string): HttpResponse {
  const headers = contentType === undefined ? {} : { 'content-type': contentType };
  return fakeResponse(200, headers, text);
}

test('reads JSON, whatever the parameters of its type', () => {
  const read = readJson(answer('{"people":[{"name":"Ana"}],"new":1}', 'Application/JSON; charset=utf-8'), schema);
  expect(read).toEqual({ ok: true, value: { people: [{ name: 'Ana' }] } });
});

test.each([
  ['<!doctype html><title>Halext</title>', 'text/html; charset=utf-8', 'html'],
  ['{"people":[]}', 'text/plain', 'notJson'],
  ['{"people":[]}', undefined, 'notJson'],
  ['{"people":', 'application/json', 'notJson'],
  ['', 'application/json', 'notJson'],
  ['{"people":[{"name":5}]}', 'application/json', 'wrongShape'],
  ['null', 'application/json', 'wrongShape'],
])('%j as %s is a protocol error: %s', (text, type, reason) => {
  expect(readJson(answer(text, type), schema)).toMatchObject({ ok: false, error: { kind: 'protocol', reason } });
});

test('the error names the place and never the content', () => {
  const read = readJson(answer('{"people":[{"name":{"secret":"hunter2"}}]}', 'application/json'), schema);
  expect(!read.ok && read.error.message).toBe('unexpected shape at people.0.name: invalid_type');
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NO_PARAMETERS } from '../../../main/answers/parameters.ts';
import { packStored, parseStored } from '../../../main/sources/stored.ts';
import { aguiDraft, answerDraft, desk, gatewayDraft } from './desk.ts';

async function sound() {
  const { start, file } = desk();
  const sources = start();
  await sources.save(gatewayDraft());
  await sources.save(aguiDraft());
  return file.content as { version: number; sources: Record<string, unknown>[]; models: Record<string, unknown> };
}

test('what is damaged takes only itself away', async () => {
  const file = await sound();
  const [gateway, agent] = file.sources;
  const { sources, models } = parseStored({
    ...file,
    sources: [
      null,
      { ...gateway, id: 'demo-fake' },
      { ...gateway, id: 'bad-address', address: 'javascript:alert(1)' },
      { ...gateway, model: 7, hasKey: 'yes' },
      { ...gateway, name: 'a second one of the same id' },
      {
        ...agent,
        headers: [
          { name: 'Host', value: 'x' },
          'nothing',
          { name: 'X-Team', value: 'north' },
          { name: 'x-team', value: '' },
        ],
        idleSeconds: -1,
        tools: { openUrl: true, copyToClipboard: 'perhaps' },
        forwardedProps: '{',
        protocol: '9.9',
      },
    ],
    models: {
      'id-1': { models: ['a/b'], fetchedAt: 5 },
      'id-2': { models: [] },
      'id-9': { models: ['x'], fetchedAt: 1 },
    },
  });
  expect([...sources.values()]).toEqual([
    { ...gateway, model: null, hasKey: false },
    {
      ...agent,
      headers: [{ name: 'X-Team', value: 'north' }],
      idleSeconds: 120,
      tools: { openUrl: true, copyToClipboard: false },
      forwardedProps: '',
    },
  ]);
  expect([...models]).toEqual([['id-1', { models: ['a/b'], details: [], fetchedAt: 5 }]]);
});

test('the version is written; a file of a newer program is read as far as it is known', async () => {
  const file = await sound();
  expect(file.version).toBe(1);
  expect(parseStored({ ...file, version: 99, later: true }).sources.size).toBe(2);
});

test('whatever is stored, reading does not fail, and what was read is read again as it is', () => {
  const any = fc.oneof(fc.anything(), fc.record({ sources: fc.array(fc.anything()), models: fc.anything() }));
  fc.assert(
    fc.property(any, (value) => {
      const first = parseStored(value);
      expect(parseStored(packStored(first))).toEqual(first);
    }),
  );
});

test('a damaged field of a source of answers has its default; whether it is nearby is never believed', async () => {
  const { start, file } = desk();
  await start().save(answerDraft({ parameters: { ...NO_PARAMETERS, temperature: 0.3, topP: 0.5 } }));
  const [kept] = (file.content as { sources: Record<string, unknown>[] }).sources;
  const parameters = { temperature: 9, maxTokens: 1.5, topP: 0.5 };
  const damaged = {
    ...kept,
    parameters,
    timeouts: 'long',
    prices: { input: -1, output: 1, currency: 'EUR' },
    stream: 'yes',
    nearby: true,
  };
  const read = (each: unknown) => [...parseStored({ version: 1, sources: [each] }).sources.values()];
  expect(read(kept)).toEqual([kept]);
  expect(read(damaged)).toEqual([
    {
      ...kept,
      parameters: { ...NO_PARAMETERS, topP: 0.5 },
      timeouts: { firstByte: 120, betweenBytes: 120 },
      prices: null,
      stream: true,
      nearby: false,
    },
  ]);
  expect(read({ ...kept, kind: 'tarot' })).toEqual([]);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NO_PARAMETERS, PARAMETER_NAMES } from '../../../main/answers/parameters.ts';
import { Secret } from '../../../main/secret.ts';
import { headerEntry, keyEntry } from '../../../main/sources/entries.ts';
import { answerDraft, desk, gatewayDraft, KEY, must } from './desk.ts';

const KINDS = ['openai-compatible', 'open-webui', 'openai-connector', 'mistral-connector'] as const;

describe.each(KINDS)('a source of kind %s', (kind) => {
  test('comes back at the next start with its key for main, and for nobody else', async () => {
    const { start, file } = desk();
    const first = start();
    const told: unknown[] = [];
    first.subscribe(() => told.push(first.list()));
    const saved = must(
      await first.save(
        answerDraft({
          kind,
          key: `  Bearer ${KEY}\r\n`,
          headers: [
            { name: 'X-Tenant', value: 'north', secret: false },
            { name: 'X-Proof', value: 'proof-0123456789', secret: true },
          ],
          prices: { input: 2.5, output: 10, currency: 'USD' },
        }),
      ),
    );
    expect(saved).toMatchObject({ kind, hasKey: true, model: 'Technova', demo: false, nearby: false });
    const again = start();
    expect(again.list()).toEqual([saved]);
    const access = must(await again.access(saved.id));
    expect(access.key?.reveal()).toBe(KEY);
    expect(access.headers).toEqual({ 'X-Tenant': 'north', 'X-Proof': 'proof-0123456789' });
    const seen = JSON.stringify([file.content, told, saved, access.source]);
    expect(seen).not.toContain(KEY);
    expect(seen).not.toContain('proof-0123456789');
  });

  test.each([
    ['two words', 'key'],
    ['sk\n1', 'key'],
    ['', 'key'],
  ])('refuses the key %j', async (key, reason) => {
    expect(await desk().start().save(answerDraft({ kind, key }))).toMatchObject({ ok: false, error: { reason } });
  });

  test.each([
    ['', 'addressEmpty'],
    ['ftp://chat.example.org', 'addressScheme'],
    ['https://me:secret@chat.example.org', 'addressCredentials'],
    ['not an address', 'addressInvalid'],
  ])('refuses the address %j as %s', async (address, reason) => {
    expect(await desk().start().save(answerDraft({ kind, address }))).toMatchObject({ ok: false, error: { reason } });
  });
});

test.each([
  ['openai-compatible', 'localhost:11434/v1/chat/completions', 'http://localhost:11434/v1', true],
  ['open-webui', 'chat.example.org/webui/api/models', 'https://chat.example.org/webui', false],
  ['openai-connector', '192.168.1.20:8006/docs', 'http://192.168.1.20:8006', true],
  ['mistral-connector', 'https://mistral.example.org/api/v1/mistral/chat', 'https://mistral.example.org', false],
] as const)('%s reads the address %s as its kind does', async (kind, typed, address, nearby) => {
  expect(
    must(
      await desk()
        .start()
        .save(answerDraft({ kind, address: typed })),
    ),
  ).toMatchObject({ address, nearby });
});

test('another server forgets key and secret headers; another path keeps them', async () => {
  const { start, secrets } = desk();
  const sources = start();
  const headers = [{ name: 'X-Proof', value: 'proof-1', secret: true }];
  const { id } = must(await sources.save(answerDraft({ headers })));
  const { key: _left, ...rest } = answerDraft({ id, headers: [{ name: 'X-Proof', value: null, secret: true }] });
  await sources.save({ ...rest, address: 'https://chat.example.org/other' });
  expect(must(await sources.access(id))).toMatchObject({ headers: { 'X-Proof': 'proof-1' } });
  expect(must(await sources.save({ ...rest, address: 'https://elsewhere.example.org' }))).toMatchObject({
    hasKey: false,
    headers: [],
  });
  for (const entry of [keyEntry(id), headerEntry(id, 'X-Proof')]) expect(must(await secrets.get(entry))).toBeNull();
  expect(must(await sources.access(id)).key).toBeUndefined();
});

test('a parameter out of its range is named; whatever is taken, comes back as it was', async () => {
  const sources = desk().start();
  const number = fc.oneof(fc.constant(null), fc.double({ min: -5, max: 5, noNaN: true }), fc.integer());
  const parameters = fc.record({
    temperature: number,
    maxTokens: number,
    topP: number,
    frequencyPenalty: number,
    presencePenalty: number,
    safePrompt: fc.constantFrom(null, true, false),
  });
  await fc.assert(
    fc.asyncProperty(parameters, async (given) => {
      const within = (value: number | null, least: number, most: number) =>
        value === null || (value >= least && value <= most);
      const sound = {
        temperature: within(given.temperature, 0, 2),
        maxTokens:
          within(given.maxTokens, 1, 1_000_000) && (given.maxTokens === null || Number.isInteger(given.maxTokens)),
        topP: within(given.topP, 0, 1),
        frequencyPenalty: within(given.frequencyPenalty, -2, 2),
        presencePenalty: within(given.presencePenalty, -2, 2),
        safePrompt: true,
      };
      const first = PARAMETER_NAMES.find((name) => !sound[name]);
      const result = await sources.save(answerDraft({ parameters: given }));
      if (first === undefined) expect(must(result)).toMatchObject({ parameters: given });
      else expect(result).toMatchObject({ ok: false, error: { kind: 'validation', reason: first } });
    }),
    { numRuns: 60 },
  );
});

test('a model keeps its case and loses the spaces of the paste; blank texts are none', async () => {
  const sources = desk().start();
  const save = async (more: Parameters<typeof answerDraft>[0]) => must(await sources.save(answerDraft(more)));
  expect(await save({ model: ' Technova\n', system: ' \n' })).toMatchObject({ model: 'Technova', system: '' });
  expect(await save({ model: ' ', system: ' Be brief.\n' })).toMatchObject({ model: null, system: ' Be brief.\n' });
});

test('a kind stays what it is', async () => {
  const sources = desk().start();
  const { id } = must(await sources.save(answerDraft()));
  for (const draft of [answerDraft({ id, kind: 'openai-compatible' }), gatewayDraft({ id })]) {
    expect(await sources.save(draft)).toMatchObject({ ok: false, error: { kind: 'notFound', reason: 'source' } });
  }
});

test('those of the demo have their keys for this run', async () => {
  const { start, file } = desk();
  const sources = start();
  const mine = must(await sources.save(answerDraft({ key: null, parameters: NO_PARAMETERS })));
  const offered = { ...mine, id: 'demo-local', demo: true, hasKey: true };
  sources.setDemo([offered], new Map([['demo-local', new Secret('sk-of-this-run')]]));
  expect(must(await sources.access('demo-local')).key?.reveal()).toBe('sk-of-this-run');
  expect(JSON.stringify(file.content)).not.toContain('sk-of-this-run');
  sources.setDemo([], new Map());
  expect(await sources.access('demo-local')).toMatchObject({ ok: false, error: { kind: 'notFound' } });
});

import type { TFunction } from 'i18next';
import { expect, test } from 'vitest';
import { NO_PARAMETERS } from '../../../main/answers/parameters.ts';
import { CHAT_SOURCE_KINDS } from '../../../main/answers/registry.ts';
import { createTranslator } from '../../../main/i18n.ts';
import type { AnswerSource, AnswerSourceKind, SourceModels } from '../../../preload/contract.ts';
import { canEmbed, meaningChoices, typedChoices } from '../../../renderer/settings/meaning/choices.ts';
import { money } from '../../../renderer/settings/meaning/words.ts';

const english = createTranslator('en') as unknown as TFunction;

function source(kind: AnswerSourceKind): AnswerSource {
  return {
    id: kind,
    kind,
    name: kind,
    address: 'https://models.test/v1',
    demo: false,
    hasKey: false,
    headers: [],
    model: 'a-chat-model',
    system: '',
    parameters: NO_PARAMETERS,
    stream: true,
    timeouts: { firstByte: 60, betweenBytes: 60 },
    prices: null,
    nearby: false,
  };
}

function models(...names: string[]): { list: SourceModels; loading: false; error: null } {
  return { list: { models: names, details: [], fetchedAt: 0, emptyNow: false }, loading: false, error: null };
}

test('exactly the kinds of sources that make embeddings are offered', () => {
  for (const [kind, { capabilities }] of Object.entries(CHAT_SOURCE_KINDS)) {
    expect([kind, canEmbed(source(kind as AnswerSourceKind))]).toEqual([kind, capabilities.embeddings]);
  }
});

test('a server without a usual model of embeddings is only offered with one, likely ones first', () => {
  const rows = meaningChoices(english, [source('openai-compatible'), source('mistral-connector')], {
    'openai-compatible': models('llama3', 'nomic-embed-text'),
  });
  expect(rows.map(({ target }) => target)).toEqual([
    { sourceId: 'openai-compatible', model: 'nomic-embed-text' },
    { sourceId: 'openai-compatible', model: 'llama3' },
    { sourceId: 'mistral-connector', model: null },
  ]);
});

test('a model that no list holds can be typed, at every source that makes embeddings', () => {
  const sources = [source('openai-compatible'), source('open-webui')];
  const listed = meaningChoices(english, sources, { 'openai-compatible': models('known') });
  expect(typedChoices(sources, ' My-Model ', listed).map(({ target }) => target)).toEqual([
    { sourceId: 'openai-compatible', model: 'My-Model' },
  ]);
  expect(typedChoices(sources, 'known', listed)).toEqual([]);
  expect(typedChoices(sources, ' ', listed)).toEqual([]);
});

test('a small amount is not nothing', () => {
  expect(money({ amount: 0.00042, currency: 'EUR' }, 'en')).toMatch(/0[.,]00042/);
  expect(money({ amount: 12.345, currency: 'EUR' }, 'en')).toMatch(/12[.,]3/);
});

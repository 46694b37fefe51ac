import { describe, expect, it } from 'vitest';
import {
  answerOf,
  distinct,
  firstTargets,
  nextTarget,
  standing,
  targetsOf,
} from '../../../renderer/compare/columns.ts';
import { answer, source, to } from './samples.ts';

const NEAR = source('studio');
const OPENAI = source('openai', 'openai-connector');
const MISTRAL = source('mistral', 'mistral-connector');
const AGENT = {
  kind: 'gateway',
  id: 'gateway',
  name: 'G',
  address: '',
  demo: false,
  hasKey: false,
  model: null,
} as const;

const ids = (targets: readonly { sourceId: string }[]) => targets.map(({ sourceId }) => sourceId);
const first = (last: Parameters<typeof firstTargets>[0], sources: Parameters<typeof standing>[0], signedIn = true) =>
  firstTargets(last, standing(sources, signedIn), sources);

describe('the columns a comparison begins with', () => {
  it('are OpenAI against Mistral where both are set up, wherever they stand in the list', () => {
    expect(first([], [NEAR, MISTRAL, source('webui', 'open-webui'), OPENAI])).toEqual([to('openai'), to('mistral')]);
  });

  it('are the first there are otherwise, one of the pair before the others', () => {
    expect(ids(first([], [NEAR, MISTRAL]))).toEqual(['mistral', 'studio']);
    expect(ids(first([], [NEAR, source('webui', 'open-webui')]))).toEqual(['studio', 'webui']);
  });

  it('take the Halext server only of who is signed in, and no agent', () => {
    expect(ids(first([], [AGENT, NEAR]))).toEqual(['studio', 'halext']);
    expect(ids(first([], [AGENT, NEAR], false))).toEqual(['studio']);
    expect(first([], [AGENT], false)).toEqual([]);
  });

  it('are those of last time, up to four, with their models', () => {
    const last = [to('studio', 'qwen3:14b'), to('openai', 'gpt-4o'), to('studio', 'llama3.1:8b')];
    expect(first(last, [NEAR, OPENAI, MISTRAL])).toEqual(last);
    expect(
      first(
        Array.from({ length: 6 }, (_, at) => to('studio', `m${at}`)),
        [NEAR],
      ),
    ).toHaveLength(4);
  });

  it('keep an agent that was chosen last time', () => {
    expect(ids(first([to('gateway'), to('openai')], [AGENT, OPENAI, MISTRAL]))).toEqual(['gateway', 'openai']);
  });

  it('are made up where a source of last time is gone, without asking one source twice', () => {
    expect(first([to('gone'), to('openai', 'gpt-4o')], [OPENAI, MISTRAL])).toEqual([
      to('openai', 'gpt-4o'),
      to('mistral'),
    ]);
    expect(ids(first([to('gone'), to('away')], [OPENAI, MISTRAL]))).toEqual(['openai', 'mistral']);
  });
});

describe('one more column', () => {
  const columns = [to('openai'), to('mistral')].map((target, key) => ({ key, target }));

  it('asks whoever has none yet', () => {
    expect(nextTarget(standing([OPENAI, MISTRAL, NEAR], false), columns)).toEqual(to('studio'));
  });

  it('repeats the last one when everybody has one, for another model to be chosen', () => {
    expect(nextTarget(standing([OPENAI, MISTRAL], false), columns)).toEqual(to('mistral'));
  });
});

describe('columns and answers', () => {
  it('tells targets apart by source and model', () => {
    expect(distinct([to('a'), to('a', 'x'), to('a'), to('b', 'x'), to('a', 'x')])).toEqual([
      to('a'),
      to('a', 'x'),
      to('b', 'x'),
    ]);
  });

  it('gives a column the newest answer of its target', () => {
    const answers = [answer(1, { target: to('a') }), answer(2, { target: to('b') }), answer(3, { target: to('a') })];
    expect(answerOf(answers, to('a'))?.id).toBe(3);
    expect(answerOf(answers, to('a', 'x'))).toBeNull();
    expect(targetsOf(answers)).toEqual([to('a'), to('b')]);
  });

  it('shows the four that were asked last when there are more', () => {
    const answers = ['a', 'b', 'c', 'd', 'e'].map((id, at) => answer(at, { target: to(id) }));
    expect(ids(targetsOf(answers))).toEqual(['b', 'c', 'd', 'e']);
  });
});

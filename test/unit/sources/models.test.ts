import { expect, test } from 'vitest';
import { appError, fail, ok } from '../../../main/errors.ts';
import type { ListedModels } from '../../../main/sources/index.ts';
import { aguiDraft, answerDraft, desk, gatewayDraft, KEY, must, named } from './desk.ts';

const MODELS = ['local/small', 'local/vendor/large'];
const refused = fail(appError('refused', 'ECONNREFUSED'));

async function gatewayDesk() {
  const all = desk();
  const sources = all.start();
  const { id } = must(await sources.save(gatewayDraft()));
  return { ...all, sources, id };
}

test('a gateway is asked with its key, once a minute at most unless somebody insists', async () => {
  const { sources, id, gateway, advance, clock } = await gatewayDesk();
  const first = clock.now();
  expect(await sources.models({ id, refresh: false })).toEqual(
    ok({ models: MODELS, details: [], fetchedAt: first, emptyNow: false }),
  );
  await advance(59_999);
  await sources.models({ id, refresh: false });
  expect(gateway.asked).toHaveLength(1);
  expect(gateway.asked[0]?.headers).toEqual({ Authorization: `Bearer ${KEY}` });
  await advance(1);
  await sources.models({ id, refresh: false });
  await sources.models({ id, refresh: true });
  expect(gateway.asked).toHaveLength(3);
});

test('on a metered connection a list that is kept is not asked for again, unless somebody insists', async () => {
  const { sources, id, gateway, advance, metered } = await gatewayDesk();
  metered.on = true;
  expect(must(await sources.models({ id, refresh: false })).models, 'there was none').toEqual(MODELS);
  await advance(3_600_000);
  expect(must(await sources.models({ id, refresh: false })).models).toEqual(MODELS);
  expect(gateway.asked).toHaveLength(1);
  await sources.models({ id, refresh: true });
  expect(gateway.asked).toHaveLength(2);
  metered.on = false;
  await advance(60_000);
  await sources.models({ id, refresh: false });
  expect(gateway.asked).toHaveLength(3);
});

test('two windows that ask at once share one question', async () => {
  const { sources, id, gateway } = await gatewayDesk();
  await Promise.all([sources.models({ id, refresh: true }), sources.models({ id, refresh: true })]);
  expect(gateway.asked).toHaveLength(1);
});

test('an empty answer is said and takes nothing away, not even at the next start', async () => {
  const { sources, id, gateway, start, clock } = await gatewayDesk();
  const fetchedAt = clock.now();
  await sources.models({ id, refresh: true });
  gateway.answer = ok(named());
  expect(await sources.models({ id, refresh: true })).toEqual(
    ok({ models: MODELS, details: [], fetchedAt, emptyNow: true }),
  );
  expect(await start().models({ id, refresh: false })).toEqual(
    ok({ models: MODELS, details: [], fetchedAt, emptyNow: true }),
  );
});

test('a gateway that was never heard of a model says so', async () => {
  const { sources, id, gateway } = await gatewayDesk();
  gateway.answer = ok(named());
  expect(await sources.models({ id, refresh: false })).toEqual(
    ok({ models: [], details: [], fetchedAt: null, emptyNow: true }),
  );
});

test('a failure is told when there is no list, or when a new one was wanted', async () => {
  const { sources, id, gateway, advance } = await gatewayDesk();
  gateway.answer = refused;
  expect(await sources.models({ id, refresh: false })).toEqual(refused);
  gateway.answer = ok(named(...MODELS));
  await sources.models({ id, refresh: true });
  gateway.answer = refused;
  await advance(60_000);
  expect(must(await sources.models({ id, refresh: false })).models).toEqual(MODELS);
  expect(await sources.models({ id, refresh: true })).toEqual(refused);
  expect(must(await sources.models({ id, refresh: false })).models).toEqual(MODELS);
});

test('the list of another server is not this one’s', async () => {
  const { sources, id, gateway } = await gatewayDesk();
  await sources.models({ id, refresh: false });
  await sources.save(gatewayDraft({ id, address: 'https://other.example.org' }));
  gateway.answer = ok(named());
  expect(await sources.models({ id, refresh: false })).toEqual(
    ok({ models: [], details: [], fetchedAt: null, emptyNow: true }),
  );
});

test('an answer that comes after the source was moved is not kept', async () => {
  const { sources, id, gateway, settle } = await gatewayDesk();
  let answer = (_models: ListedModels) => {};
  const late = new Promise<ListedModels>((resolve) => {
    answer = resolve;
  });
  gateway.answer = late.then(ok) as never;
  const asked = sources.models({ id, refresh: true });
  await settle();
  await sources.save(gatewayDraft({ id, address: 'https://other.example.org' }));
  answer(named(...MODELS));
  await asked;
  gateway.answer = ok(named());
  expect(must(await sources.models({ id, refresh: true })).models).toEqual([]);
});

test('an agent has no list, and nobody nothing', async () => {
  const { sources } = await gatewayDesk();
  const { id } = must(await sources.save(aguiDraft()));
  expect(await sources.models({ id, refresh: false })).toMatchObject({ ok: false, error: { reason: 'noModels' } });
  expect(await sources.models({ id: 'x', refresh: false })).toMatchObject({ ok: false, error: { reason: 'source' } });
});

test('what is known of a model beyond its name is kept with the list, and gone with the address', async () => {
  const { start, gateway } = desk();
  const sources = start();
  const { id } = must(await sources.save(answerDraft()));
  const detail = { id: 'Technova', name: 'Technova 2', contextTokens: 8_192, active: false };
  gateway.answer = ok({ models: ['Technova', 'other'], details: [detail] });
  expect(must(await sources.models({ id, refresh: false }))).toMatchObject({ details: [detail] });
  expect(gateway.asked[0]?.key?.reveal()).toBe(KEY);
  expect(start().modelDetail(id, 'Technova')).toEqual(detail);
  expect(start().modelDetail(id, 'other')).toBeNull();
  await sources.save(answerDraft({ id, address: 'https://elsewhere.example.org' }));
  expect(sources.modelDetail(id, 'Technova')).toBeNull();
});

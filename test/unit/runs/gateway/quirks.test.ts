import { describe, expect, test } from 'vitest';
import { appError } from '../../../../main/errors.ts';
import { normaliseGatewayAddress } from '../../../../main/gateway/address.ts';
import { createGatewayClient } from '../../../../main/gateway/client.ts';
import { createDesk, HOUR, MINUTE, SECOND, source } from './desk.ts';
import { type Answer, broken, completed, inProgress, json, page, wrongKey } from './fake-gateway.ts';

/** The quirks of section 13 of the gateway's contract, by their numbers there; what each means for a person. */
describe('quirk', () => {
  test('1: `in_progress` may mean "never heard of it": what is known is kept here, with verdicts of our own', async () => {
    const desk = createDesk();
    const id = await desk.begin();
    expect(desk.run(id)).toMatchObject({ remoteId: 'task-1', startedAt: expect.any(Number), prompt: 'Bonjour' });
    await desk.advance(11 * MINUTE);
    expect(desk.run(id).state.kind).toBe('silent');
    await desk.advance(24 * HOUR);
    expect(desk.run(id).state).toMatchObject({ kind: 'lost', reason: 'noNews' });
  });

  test('2: a task that is known as completed may read `in_progress` again: the result stays', async () => {
    const desk = createDesk();
    desk.gateway.onStatus = () => completed('Done.');
    const id = await desk.begin();
    await desk.advance(5 * SECOND);
    desk.gateway.onStatus = () => inProgress;
    desk.driver.check(desk.run(id));
    desk.restart();
    await desk.advance(25 * HOUR);
    expect(desk.run(id)).toMatchObject({ state: { kind: 'succeeded' }, result: 'Done.' });
  });

  test('3: errors come as completed tasks', async () => {
    const desk = createDesk();
    const sorry = 'Je rencontre une difficulté technique pour générer la réponse finale. Veuillez contacter x.';
    desk.gateway.onStatus = () => completed(sorry);
    const id = await desk.begin();
    await desk.advance(5 * SECOND);
    expect(desk.run(id)).toMatchObject({ state: { kind: 'apologised', apology: 'synthesis' }, result: sorry });
  });

  test('4: `unknown` ends a task when it is REVOKED, and only then', async () => {
    const desk = createDesk();
    const id = await desk.begin();
    desk.gateway.onStatus = () => json(200, { status: 'unknown', state: 'RECEIVED' });
    await desk.advance(MINUTE);
    expect(desk.run(id).state.kind).toBe('running');
    desk.gateway.onStatus = () => json(200, { status: 'unknown', state: 'REVOKED' });
    await desk.advance(10 * SECOND);
    expect(desk.run(id).state.kind).toBe('revoked');
    expect(desk.words(id)).toEqual(['SUBMIT', 'ACCEPTED', 'STATE', 'REVOKED']);
  });

  test('5: an answer may be a web page: none of it is shown or kept', async () => {
    const desk = createDesk();
    const id = await desk.begin();
    desk.gateway.onStatus = () => page(500, 'words of a page');
    await desk.advance(MINUTE);
    desk.gateway.onSubmit = () => page(400, 'words of a page');
    const other = await desk.begin();
    expect(desk.run(other).state.kind).toBe('failed');
    const kept = JSON.stringify([desk.run(id), desk.run(other), [...desk.memory.logs.values()]]);
    expect(kept).not.toMatch(/doctype|words of a page/);
  });

  test('6: a submit may take 19 s to fail, and its outcome may never be known', async () => {
    const desk = createDesk();
    desk.gateway.onSubmit = () =>
      new Promise<Answer>((resolve) => desk.clock.after(19 * SECOND, () => resolve(page(500))));
    const id = await desk.begin();
    await desk.advance(18 * SECOND);
    expect(desk.run(id).state.kind).toBe('submitting');
    await desk.advance(2 * SECOND);
    expect(desk.run(id).state).toMatchObject({ kind: 'lost', reason: 'submit' });
  });

  test('7: a POST is never repeated; GETs are', async () => {
    const desk = createDesk();
    const lost = broken(appError('http', 'x', { reason: 'dropped' }));
    desk.gateway.onSubmit = () => lost;
    await desk.begin();
    desk.gateway.onSubmit = (taskId) => json(202, { id: taskId });
    desk.gateway.onStatus = () => lost;
    await desk.begin();
    await desk.advance(HOUR);
    expect(desk.gateway.submits()).toHaveLength(2);
    expect(desk.gateway.polls().length).toBeGreaterThan(10);
  });

  test('8: a limit comes without Retry-After; watching never asks for the models', async () => {
    const desk = createDesk();
    desk.gateway.onSubmit = () => page(429, '100 per 1 hour');
    const id = await desk.begin();
    expect(desk.run(id).state).toMatchObject({ kind: 'failed', error: { retryAfterMs: HOUR, status: 429 } });
    desk.gateway.onSubmit = (taskId) => json(202, { id: taskId });
    await desk.begin();
    await desk.advance(HOUR);
    expect(desk.gateway.requests.filter(({ path }) => path === '/v1/models')).toEqual([]);
  });

  test('9: an empty list of models is an answer, and a typed id is sent', async () => {
    const desk = createDesk();
    desk.gateway.onStatus = () => json(200, { object: 'list', data: [] });
    const access = { source: source('s1'), headers: { authorization: 'Bearer sk-good' } };
    expect(await createGatewayClient({ http: desk.gateway.http }).models(access)).toEqual({ ok: true, value: [] });
    await desk.begin({ model: 'typed/by-hand' });
    expect(JSON.parse(desk.gateway.submits()[0]?.body ?? '')).toMatchObject({ model: 'typed/by-hand' });
  });

  test('10 and 11: a failover without end, or workers that take nothing, are silent and then lost', async () => {
    const desk = createDesk();
    const id = await desk.begin();
    await desk.advance(12 * MINUTE);
    expect(desk.run(id)).toMatchObject({ state: { kind: 'silent' }, contact: { kind: 'ok' } });
    await desk.advance(24 * HOUR);
    expect(desk.run(id).state.kind).toBe('lost');
  });

  test('12: a chat without X-SID may hang for ever: every submit has one, and none has two alike', async () => {
    const desk = createDesk();
    await desk.begin();
    await desk.begin();
    const sids = desk.gateway.submits().map(({ sid }) => sid);
    expect(sids.every((sid) => sid?.startsWith('companion-'))).toBe(true);
    expect(new Set(sids).size).toBe(2);
  });

  test('13: the key is sent as the source gives it, `Bearer` with a capital', async () => {
    const desk = createDesk();
    const id = await desk.begin();
    await desk.advance(5 * SECOND);
    expect(desk.run(id).contact.kind).toBe('ok');
    desk.accesses.set('s1', { ok: true, value: { source: source('s1'), headers: {} } });
    desk.gateway.key = '';
    desk.driver.sourceChanged('s1');
    desk.gateway.onStatus = () => completed('Public.');
    await desk.advance(5 * SECOND);
    expect(desk.run(id).result).toBe('Public.');
  });

  test('14: a model id is sent without its display prefix, the rest as it is', async () => {
    const desk = createDesk();
    await desk.begin({ model: 'harpou_pipe.harpou-agent/ollama/harpou/llama3.1-8b:latest' });
    expect(JSON.parse(desk.gateway.submits()[0]?.body ?? '')).toMatchObject({
      model: 'ollama/harpou/llama3.1-8b:latest',
    });
  });

  test('15: an address is the same with a slash, with /v1, and with a route', () => {
    const typed = ['gw.example', 'gw.example/', 'https://gw.example/v1', 'gw.example/v1/chat/completions'];
    expect(new Set(typed.map((one) => JSON.stringify(normaliseGatewayAddress(one)))).size).toBe(1);
  });

  test('16: a result is untrusted: kept as it is, and nothing in it is loaded', async () => {
    const desk = createDesk();
    const hostile = '<script>alert(1)</script> ![x](https://tracker.example/x.png) [y](javascript:alert(1)) \u0000';
    desk.gateway.onStatus = () => completed(hostile);
    const id = await desk.begin();
    await desk.advance(5 * SECOND);
    expect(desk.run(id).result).toBe(hostile);
    expect(desk.gateway.requests.map(({ method }) => method)).toEqual(['POST', 'GET']);
  });

  test('17: no task id and no key gets into the event log or an error, not even in the words of the gateway', async () => {
    const desk = createDesk();
    desk.gateway.onStatus = () => wrongKey;
    const refused = await desk.begin();
    await desk.advance(5 * SECOND);
    desk.driver.stop(desk.run(refused));
    desk.driver.sourceChanged('s1');
    desk.gateway.onStatus = (taskId) => json(200, { status: 'failed', error: `Task ${taskId} died` });
    await desk.begin();
    await desk.advance(5 * SECOND);
    const logged = JSON.stringify([...desk.memory.logs.values()]);
    expect(logged).toContain('Task … died');
    expect(logged).not.toMatch(/task-\d|sk-good|Bearer|gateway\.example/);
    expect(JSON.stringify(desk.run(refused).contact)).not.toMatch(/task-\d|sk-good/);
  });

  test('18: nothing is made up: without news, neither the state nor the time of the last news moves', async () => {
    const desk = createDesk();
    const id = await desk.begin();
    const before = desk.run(id);
    await desk.advance(9 * MINUTE);
    expect(desk.gateway.polls().length).toBeGreaterThan(50);
    expect(desk.run(id)).toBe(before);
  });

  test('19: a submit that takes long does not hold up the polls', async () => {
    const desk = createDesk();
    await desk.begin();
    desk.gateway.onSubmit = () => new Promise(() => {});
    await desk.begin();
    await desk.advance(MINUTE);
    expect(desk.gateway.polls('task-1').length).toBeGreaterThan(25);
  });

  test('20: many ids are asked one by one, at different times, less often with age', async () => {
    const desk = createDesk();
    await Promise.all(Array.from({ length: 10 }, () => desk.begin()));
    await desk.advance(2 * MINUTE);
    const young = desk.gateway.polls().length;
    await desk.advance(40 * MINUTE);
    const before = desk.gateway.polls().length;
    await desk.advance(2 * MINUTE);
    const old = desk.gateway.polls().slice(before);
    expect(old).toHaveLength(20);
    expect(new Set(old).size).toBe(20);
    expect(young).toBeGreaterThan(350);
  });
});

import { EventSchema } from '@ag-ui/core/schemas';
import { describe, expect, test } from 'vitest';
import { AGENT_SWITCHES, RUDE_WAYS, type RudeWay } from '../../../main/demo/agents/switches.ts';
import { frameData, ofType, post, runAgent, runInput, textOf } from './agents.ts';
import { eachIsTested, switchTest } from './switch-test.ts';
import { eventually, setUp } from './workspace.ts';

const tested = new Set<RudeWay>();

/** A test of one way, which the prompt names. */
function rudeTest(way: RudeWay, body: (answer: Response) => Promise<void>): void {
  tested.add(way);
  test(way, async () => {
    const { workspace } = await setUp();
    await body(await post(workspace, 'rude', runInput(`Be rude: ${way}`)));
  });
}

/** The events of all frames that hold one. */
async function told(answer: Response): Promise<{ types: unknown[]; text: string; events: Record<string, unknown>[] }> {
  const raw = await answer.text();
  const events = frameData(raw).flatMap((data) => {
    try {
      const event: unknown = JSON.parse(data);
      return typeof event === 'object' && event !== null ? [event as Record<string, unknown>] : [];
    } catch {
      return [];
    }
  });
  const text = events.filter(({ type }) => type === 'TEXT_MESSAGE_CONTENT').map(({ delta }) => delta);
  return { types: events.map((event) => event.type), text: text.join(''), events };
}

const DEMO = /demo responder|step by step|short answer|go about it|Good question/;

describe('legal, yet rarely seen', () => {
  for (const [way, sign] of [
    ['crlf', /^data: [^\n]+\r\n\r\ndata/],
    ['cr', /^data: [^\n\r]+\r\rdata/],
    ['comments', /^: a comment\nid: 7\n.*data:\{.*: ping\n\n/s],
    ['multiLine', /^data: \{\ndata: "type"/],
  ] as const) {
    rudeTest(way, async (answer) => {
      const raw = await answer.text();
      expect(raw).toMatch(sign);
      const events = frameData(raw).map((data) => EventSchema.parse(JSON.parse(data)));
      expect(events.at(-1)?.type).toBe('RUN_FINISHED');
    });
  }

  rudeTest('bom', async (answer) => {
    expect([...new Uint8Array(await answer.arrayBuffer()).subarray(0, 8)]).toEqual([
      ...[0xef, 0xbb, 0xbf],
      ...Buffer.from('data:'),
    ]);
  });
});

describe('frames that hold no event', () => {
  rudeTest('badFrame', async (answer) => {
    const data = frameData(await answer.text());
    const broken = data.filter((one) => !one.endsWith('}'));
    expect(broken).toEqual(['{"type":"TEXT_MESSAGE_CONTENT","delta":']);
    expect(JSON.parse(data.at(-1) ?? '').type).toBe('RUN_FINISHED');
  });

  rudeTest('done', async (answer) => {
    expect(frameData(await answer.text()).at(-1)).toBe('[DONE]');
  });

  rudeTest('unknownTypes', async (answer) => {
    const { types } = await told(answer);
    expect(types).toEqual(expect.arrayContaining(['TEXT_MESSAGE_WHISPERED', 'META_EVENT', undefined]));
    expect(types.at(-1)).toBe('RUN_FINISHED');
  });

  rudeTest('nulls', async (answer) => {
    const { events } = await told(answer);
    expect(events[0]).toMatchObject({ type: 'RUN_STARTED', timestamp: null, parentRunId: null });
    expect(events.every((event) => !EventSchema.safeParse(event).success)).toBe(true);
  });

  rudeTest('wrongType', async (answer) => {
    const { events } = await told(answer);
    expect(events.filter((event) => !EventSchema.safeParse(event).success)).toMatchObject([{ delta: 5 }]);
  });
});

describe('events against the rules', () => {
  rudeTest('outOfOrder', async (answer) => {
    const { events, text } = await told(answer);
    const begun = events.filter(({ type }) => type === 'TEXT_MESSAGE_START').map(({ messageId }) => messageId);
    const continued = events.filter(({ type }) => type === 'TEXT_MESSAGE_CONTENT').map(({ messageId }) => messageId);
    expect(continued.some((id) => !begun.includes(id))).toBe(true);
    expect(text).toContain('never begun');
  });

  rudeTest('thinking', async (answer) => {
    const { types } = await told(answer);
    expect(types.slice(1, 7).every((type) => String(type).startsWith('THINKING_'))).toBe(true);
  });

  rudeTest('chunks', async (answer) => {
    const { types, events } = await told(answer);
    expect(types.filter((type) => /_(START|END|CONTENT|ARGS)$/.test(String(type)))).toEqual([]);
    for (const kind of ['TEXT_MESSAGE_CHUNK', 'TOOL_CALL_CHUNK', 'REASONING_MESSAGE_CHUNK']) {
      const [first, ...others] = events.filter(({ type }) => type === kind);
      expect(Object.keys(first ?? {})).toEqual(
        expect.arrayContaining([expect.stringMatching(/^(message|toolCall)Id$/)]),
      );
      expect(others.some((event) => 'messageId' in event || 'toolCallId' in event)).toBe(false);
    }
  });

  rudeTest('badPatch', async (answer) => {
    const { events } = await told(answer);
    expect(events.filter(({ type }) => type === 'STATE_DELTA')).toHaveLength(2);
  });

  rudeTest('prototypePatch', async (answer) => {
    const paths = JSON.stringify((await told(answer)).events);
    expect(paths).toContain('/__proto__/polluted');
    expect(paths).toContain('/constructor/prototype/polluted');
  });

  rudeTest('hugeFrame', async (answer) => {
    const sizes = frameData(await answer.text()).map((data) => data.length);
    expect(Math.max(...sizes)).toBeGreaterThan(10 * 1024 * 1024);
  });

  rudeTest('hostileMarkdown', async (answer) => {
    const { text } = await told(answer);
    for (const attack of ['<script>', 'javascript:alert', 'https://tracker.example/pixel.png']) {
      expect(text).toContain(attack);
    }
  });
});

describe('ends', () => {
  rudeTest('drop', async (answer) => {
    let heard = '';
    const reading = async () => {
      for await (const piece of answer.body ?? []) heard += Buffer.from(piece).toString();
    };
    await expect(reading()).rejects.toThrow('terminated');
    expect(heard.match(/TEXT_MESSAGE_CONTENT/g)).toHaveLength(5);
  });

  rudeTest('unfinished', async (answer) => {
    const { types } = await told(answer);
    expect(types.at(-1)).toBe('TEXT_MESSAGE_END');
  });

  tested.add('silence');
  test('silence', async () => {
    const { workspace } = await setUp();
    const patience = new AbortController();
    const answer = await post(workspace, 'rude', runInput('silence'), patience.signal);
    let heard = '';
    const reading = (async () => {
      for await (const piece of answer.body ?? []) heard += Buffer.from(piece).toString();
    })();
    reading.catch(() => {});
    const words = () => heard.match(/TEXT_MESSAGE_CONTENT/g)?.length;
    await eventually(words).toBe(5);
    await runAgent(workspace, 'plain', runInput('What is a duty point?'));
    expect(words()).toBe(5);
    patience.abort();
    await expect(reading).rejects.toThrow('aborted');
  });

  rudeTest('runError', async (answer) => {
    const { types, events } = await told(answer);
    expect(types.filter((type) => type === 'TEXT_MESSAGE_CONTENT')).toHaveLength(3);
    expect(events.at(-1)).toMatchObject({ type: 'RUN_ERROR', code: 'model_unavailable' });
  });
});

describe('answers that are no stream', () => {
  rudeTest('html200', async (answer) => {
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  });

  rudeTest('json200', async (answer) => {
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/json']);
  });

  rudeTest('http401', async (answer) => {
    expect([answer.status, await answer.json()]).toEqual([401, { detail: 'Not authenticated' }]);
  });

  rudeTest('http422', async (answer) => {
    const { detail } = (await answer.json()) as { detail: { loc: unknown[] }[] };
    expect([answer.status, detail[0]?.loc]).toEqual([422, ['body', 'forwardedProps']]);
  });

  tested.add('http500Endless');
  test('http500Endless', async () => {
    const { workspace } = await setUp();
    const patience = new AbortController();
    const answer = await post(workspace, 'rude', runInput('http500Endless'), patience.signal);
    expect(answer.status).toBe(500);
    const reader = answer.body?.getReader();
    expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe('Internal Server Error\n');
    const more = expect(reader?.read()).rejects.toThrow('aborted');
    // A whole other run takes long enough for an end to arrive, if one came.
    await runAgent(workspace, 'plain', runInput('What is a duty point?'));
    patience.abort();
    await more;
  });
});

describe('by itself', () => {
  rudeTest('everything', async (answer) => {
    const raw = await answer.clone().text();
    expect(raw).toContain('\r\n\r\n');
    const { types, text } = await told(answer);
    expect(types).toEqual(expect.arrayContaining(['META_EVENT', 'STEP_FINISHED', 'RUN_FINISHED']));
    expect(text).toMatch(DEMO);
  });

  test('without a word for it, the rude agent does everything at once', async () => {
    const { workspace } = await setUp();
    const { types } = await told(await post(workspace, 'rude', runInput('How are you?')));
    expect(types).toContain('META_EVENT');
  });

  test('every way has a test', () => {
    expect([...tested].sort()).toEqual([...RUDE_WAYS].sort());
  });
});

describe('switches of the agents', () => {
  switchTest('agentRude', async () => {
    const { workspace } = await setUp();
    workspace.switches.set('agentRude', 'unfinished', { path: '/agents/tickets', times: 1 });
    const plain = await runAgent(workspace, 'plain', runInput('What is a duty point?'));
    expect(plain.at(-1)?.type).toBe('RUN_FINISHED');
    const tickets = await runAgent(workspace, 'tickets', runInput('P-204'));
    expect([tickets.at(-1)?.type, textOf(tickets)]).toEqual(['STEP_FINISHED', expect.stringContaining('#4121')]);
    expect((await runAgent(workspace, 'tickets', runInput('P-204'))).at(-1)?.type).toBe('RUN_FINISHED');
  });

  switchTest('agentInterruptMs', async () => {
    const { workspace, clock } = await setUp();
    workspace.switches.set('agentInterruptMs', 20_000);
    const { outcome } = ofType(await runAgent(workspace, 'mail', runInput('Write')), 'RUN_FINISHED')[0] ?? {};
    const expiresAt = outcome?.type === 'interrupt' ? outcome.interrupts[0]?.expiresAt : '';
    expect(Date.parse(expiresAt ?? '')).toBe(clock.now() + 20_000);
  });

  eachIsTested(AGENT_SWITCHES);
});

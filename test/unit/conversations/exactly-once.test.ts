import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Fault } from '../../fakes/halext.ts';
import { soaked, soakedMs } from '../../soaked.ts';
import { createHarness, type Harness } from './harness.ts';

/** Everything that may happen to a person who writes, in any order. */
type Step =
  | { kind: 'send'; to: 1 | 2; text: string }
  | { kind: 'pass'; ms: number }
  | { kind: 'fault'; fault: Fault }
  | { kind: 'network'; up: boolean }
  | { kind: 'session'; ended: boolean }
  | { kind: 'reads'; fail: boolean }
  | { kind: 'crash'; in: number; written: boolean }
  | { kind: 'lateAnswers' }
  | { kind: 'elsewhere'; to: 1 | 2 }
  | { kind: 'decide'; discard: boolean };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('send' as const),
      to: fc.constantFrom(1 as const, 2 as const),
      text: fc.constantFrom('ok', 'ok', 'again', 'other'),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('pass' as const),
      ms: fc.constantFrom(0, 500, 3_000, 20_000, 90_000, 200_000),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('fault' as const),
      fault: fc.constantFrom<Fault>(
        'offline',
        'dropBefore',
        'storedLate',
        'dropAfter',
        'aiFails',
        'gatewayTimeout',
        'timeout',
      ),
    }),
  },
  fc.record({ kind: fc.constant('network' as const), up: fc.boolean() }),
  fc.record({ kind: fc.constant('session' as const), ended: fc.boolean() }),
  fc.record({ kind: fc.constant('reads' as const), fail: fc.boolean() }),
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('crash' as const),
      in: fc.nat({ max: 25 }),
      written: fc.boolean(),
    }),
  },
  fc.record({ kind: fc.constant('lateAnswers' as const) }),
  fc.record({ kind: fc.constant('elsewhere' as const), to: fc.constantFrom(1 as const, 2 as const) }),
  fc.record({ kind: fc.constant('decide' as const), discard: fc.boolean() }),
);

interface World {
  h: Harness;
  pendingFaults: Fault[];
  /** Texts the person threw away while their fate was open: the server may or may not have them. */
  discarded: string[];
  accepted: number[];
}

async function play({ h, ...world }: World, what: Step): Promise<void> {
  if (!h.alive) await h.restart();
  switch (what.kind) {
    case 'send': {
      const id = await localId(h, what.to);
      if (id === null) return;
      // A crash may leave this call without an answer for ever: it is not waited for.
      void h.app.messages.send({ conversationId: id, content: what.text, modelId: null }).then((sent) => {
        if (sent.ok) world.accepted.push(sent.value.id);
      });
      return h.clock.advance(0);
    }
    case 'pass':
      return h.clock.advance(what.ms);
    case 'fault':
      world.pendingFaults.push(what.fault);
      return;
    case 'network':
      h.server.network = what.up ? 'up' : 'down';
      if (what.up) h.app.nudge('network');
      return;
    case 'session':
      h.server.sessionEnded = what.ended;
      if (!what.ended) h.app.nudge('session');
      return;
    case 'reads':
      h.server.readError = what.fail
        ? { kind: 'http', status: 503, message: 'unavailable', reason: 'unavailable', retryable: true }
        : null;
      return;
    case 'crash':
      h.crash = { in: what.in, written: what.written };
      return;
    case 'lateAnswers':
      h.server.answerLate();
      return;
    case 'elsewhere':
      h.server.addMessage(what.to, 1, 'from the web');
      return;
    case 'decide':
      return decide(h, world.discarded, what.discard);
  }
}

async function decide(h: Harness, discarded: string[], discard: boolean): Promise<void> {
  for (const row of deciding(h)) {
    if (discard) discarded.push(row.content);
    void (discard ? h.app.messages.discard({ id: row.id }) : h.app.messages.sendAgain({ id: row.id }));
    await h.clock.advance(0);
  }
}

function deciding(h: Harness) {
  return h.db
    .prepare("SELECT m.id, m.content FROM outbox o JOIN message m ON m.id = o.message_id WHERE o.state = 'deciding'")
    .all() as { id: number; content: string }[];
}

function unsettled(h: Harness): number {
  const row = h.db
    .prepare("SELECT (SELECT count(*) FROM outbox) + (SELECT count(*) FROM message WHERE answer = 'awaited') AS n")
    .get();
  return (row as { n: number }).n;
}

async function localId(h: Harness, remoteId: number): Promise<number | null> {
  const row = h.db.prepare('SELECT id FROM conversation WHERE remote_id = ?').get(remoteId) as
    | { id: number }
    | undefined;
  return row?.id ?? null;
}

/** The world becomes kind: everything works, and the person sends again what was left to decide. */
async function calmDown({ h, pendingFaults }: World): Promise<void> {
  h.crash = null;
  if (!h.alive) await h.restart();
  pendingFaults.length = 0;
  h.server.network = 'up';
  h.server.readError = null;
  h.server.sessionEnded = false;
  h.app.nudge('session');
  h.app.attention('tray');
  do {
    await h.clock.advance(250_000);
    h.server.answerLate();
    await decide(h, [], false);
  } while (unsettled(h) > 0);
  await h.clock.advance(250_000);
}

interface LocalRow {
  id: number;
  client_id: string | null;
  remote_id: number | null;
  author: string;
  content: string;
}

function check({ h, discarded, accepted }: World): void {
  expect(h.faults).toEqual([]);
  expect(h.db.prepare('SELECT state FROM outbox').all()).toEqual([]);
  const thrownAway = discarded.length;
  const strangers: string[] = [];
  for (const remoteId of [1, 2]) {
    const rows = h.db
      .prepare(
        `SELECT m.id, m.client_id, m.remote_id, m.author, m.content FROM message m
         JOIN conversation c ON c.id = m.conversation_id WHERE c.remote_id = ? ORDER BY m.sort_key`,
      )
      .all(remoteId) as unknown as LocalRow[];
    // What is here is what is there: same rows, same order, nothing twice, nothing missing.
    expect(rows.map((row) => [row.remote_id, row.content])).toEqual(
      h.server.get(remoteId).messages.map((message) => [message.id, message.content]),
    );
    // What the person wrote here is on the server in the order it was written.
    const written = rows.filter((row) => row.client_id !== null);
    expect(written.map((row) => row.id)).toEqual(written.map((row) => row.id).toSorted((a, b) => a - b));
    const others = rows.filter((row) => row.author === 'me' && row.client_id === null);
    strangers.push(...others.map((row) => row.content).filter((content) => content !== 'from the web'));
  }
  // A text of ours on the server that no message here stands for can only be one the person threw away.
  for (const content of strangers) expect(discarded.splice(discarded.indexOf(content), 1)).toEqual([content]);
  const kept = new Set((h.db.prepare('SELECT id FROM message').all() as { id: number }[]).map((row) => row.id));
  const missing = accepted.filter((id) => !kept.has(id));
  expect(missing.length).toBeLessThanOrEqual(thrownAway);
}

test(
  'never two copies, never none, and in order, whatever fails and whenever the program dies',
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 40 }), async (steps) => {
        const pendingFaults: Fault[] = [];
        const h = await createHarness({
          prepare: (server) => {
            server.addConversation();
            server.addConversation({ withAi: false });
            server.fault = () => pendingFaults.shift() ?? null;
          },
        });
        const world: World = { h, pendingFaults, discarded: [], accepted: [] };
        for (const what of steps) await play(world, what);
        await calmDown(world);
        check(world);
      }),
      { numRuns: soaked(100) },
    );
  },
  soakedMs(60_000),
);

/**
 * What can be told apart where only the newest message is seen: nobody else writes, and no question is left without its
 * answer. Otherwise an answer may be that of the question before, and the person is asked.
 */
const tellable = step.filter((what) => {
  switch (what.kind) {
    case 'elsewhere':
    case 'lateAnswers':
      return false;
    case 'fault':
      return what.fault !== 'timeout' && what.fault !== 'gatewayTimeout' && what.fault !== 'storedLate';
    case 'decide':
      return !what.discard;
    default:
      return true;
  }
});

test(
  'the same beyond the 200, where the server shows the newest message only',
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(tellable, { minLength: 1, maxLength: 25 }), async (steps) => {
        const pendingFaults: Fault[] = [];
        const h = await createHarness({
          prepare: (server) => {
            for (const withAi of [true, false]) {
              const { id } = server.addConversation({ withAi });
              for (let n = 1; n <= 206; n += 1) server.addMessage(id, withAi && n % 2 === 0 ? null : 1, `old ${n}`);
            }
            server.fault = () => pendingFaults.shift() ?? null;
          },
        });
        const world: World = { h, pendingFaults, discarded: [], accepted: [] };
        for (const what of steps) await play(world, what);
        await calmDown(world);
        expect(h.faults).toEqual([]);
        for (const remoteId of [1, 2]) {
          const there = h.server
            .get(remoteId)
            .messages.filter((message) => !message.ai && !message.content.startsWith('old'));
          expect(writtenHere(h, remoteId)).toEqual(there.map((message) => message.content));
        }
      }),
      { numRuns: soaked(30) },
    );
  },
  soakedMs(60_000),
);

function writtenHere(h: Harness, remoteId: number): string[] {
  const rows = h.db
    .prepare(
      `SELECT m.content FROM message m JOIN conversation c ON c.id = m.conversation_id
       WHERE c.remote_id = ? AND m.client_id IS NOT NULL ORDER BY m.sort_key`,
    )
    .all(remoteId) as { content: string }[];
  return rows.map((row) => row.content);
}

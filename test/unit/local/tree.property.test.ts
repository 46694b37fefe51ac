import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Message } from '../../../preload/contract.ts';
import { settle } from '../conversations/harness.ts';
import { createLocalHarness, type LocalHarness } from './harness.ts';

/** What a person, a source or a power cut may do; numbers pick among what is there. */
type Step =
  | { kind: 'send' | 'stop' | 'say' | 'finish' | 'fail' | 'restart' | 'wait' }
  | { kind: 'regenerate' | 'edit' | 'choose' | 'open'; at: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom<Step>({ kind: 'send' }, { kind: 'say' }, { kind: 'finish' }) },
  fc.constantFrom<Step>({ kind: 'stop' }, { kind: 'fail' }, { kind: 'restart' }, { kind: 'wait' }),
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('regenerate' as const, 'edit' as const, 'choose' as const, 'open' as const),
      at: fc.nat(30),
    }),
  },
);

async function take(h: LocalHarness, id: number, what: Step, n: number): Promise<void> {
  const put = h.desk.puts.filter((one) => !one.over()).at(-1);
  switch (what.kind) {
    case 'send':
      await h.routed.messages.send({ conversationId: id, content: `question ${n}`, modelId: null });
      break;
    case 'say':
      put?.say(`word ${n} `);
      break;
    case 'finish':
      await put?.complete();
      break;
    case 'fail':
      await put?.breakOff();
      break;
    case 'wait':
      await h.clock.advance(700);
      break;
    case 'restart':
      await h.restart();
      break;
    default:
      await byMessage(h, id, what, n);
  }
  await settle();
}

async function byMessage(h: LocalHarness, id: number, what: Step, n: number): Promise<void> {
  const all = await h.everything(id);
  const messageId = ('at' in what ? all[what.at % Math.max(1, all.length)]?.id : all.at(-1)?.id) ?? 0;
  if (what.kind === 'regenerate') await h.local.questions.regenerate({ messageId, target: null });
  if (what.kind === 'edit') await h.local.questions.edit({ messageId, content: `question ${n}` });
  if (what.kind === 'choose') await h.local.comparing.choose({ messageId });
  if (what.kind === 'stop') await h.local.answers.stop({ messageId });
  if (what.kind === 'open' && messageId > 0) {
    const opened = await h.routed.messages.open({ conversationId: id, around: messageId, limit: 200 });
    expect(opened.ok && opened.value.messages.some((message) => message.id === messageId)).toBe(true);
  }
}

/** What has been said never goes away; only an answer under way may still grow. */
function expectKept(before: readonly Message[], after: readonly Message[], died: boolean): void {
  const now = new Map(after.map((message) => [message.id, message]));
  for (const message of before) {
    const later = now.get(message.id);
    expect(later).toMatchObject({ author: message.author, order: message.order });
    expect(later?.local?.parentId).toBe(message.local?.parentId);
    const state = message.local?.answer?.state.kind;
    const grows = state === 'asking' || state === 'streaming';
    if (!grows) expect(later?.content).toBe(message.content);
    else if (!died) expect(later?.content.startsWith(message.content)).toBe(true);
  }
}

function expectTree(all: readonly Message[], shown: readonly Message[]): void {
  const byId = new Map(all.map((message) => [message.id, message]));
  for (const message of all) {
    const parent = message.local?.parentId ?? null;
    if (parent === null) expect(message.author).toBe('me');
    else {
      const above = byId.get(parent);
      expect(above && above.order < message.order).toBe(true);
      if (message.author === 'ai') expect(above?.author).toBe('me');
    }
    const siblings = all.filter((other) => (other.local?.parentId ?? null) === parent).map((other) => other.id);
    expect(message.local?.siblings).toEqual(siblings);
  }
  // One path from a root to a leaf, and nothing else.
  expect(shown.map((message) => message.id)).toEqual(all.filter((one) => one.local?.shown).map((one) => one.id));
  for (const [index, message] of shown.entries()) {
    expect(message.local?.parentId ?? null).toBe(shown[index - 1]?.id ?? null);
  }
  if (all.length > 0) {
    const leaf = shown.at(-1)?.id;
    expect(leaf).toBeDefined();
    expect(all.some((message) => message.local?.parentId === leaf)).toBe(false);
  }
}

test('whatever is asked, changed, chosen or cut off: one path is shown, and nothing that was said is lost', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 30 }), async (steps) => {
      const h = await createLocalHarness();
      const { id } = await h.create(h.desk.add('pump'));
      let before: readonly Message[] = [];
      for (const [n, what] of steps.entries()) {
        await take(h, id, what, n);
        const all = await h.everything(id);
        expectKept(before, all, what.kind === 'restart');
        expectTree(all, await h.thread(id));
        const { local } = await h.get(id);
        const under = all.filter((one) => ['asking', 'streaming'].includes(one.local?.answer?.state.kind ?? ''));
        expect(local?.answering).toBe(under.length);
        expect(h.local.asking()).toBe(under.length);
        before = all;
      }
      expect(h.faults).toEqual([]);
      h.db.close();
    }),
    { numRuns: 60 },
  );
});

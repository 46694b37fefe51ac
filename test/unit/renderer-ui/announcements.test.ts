import fc from 'fast-check';
import { expect, test } from 'vitest';
import { APART, createAnnouncements } from '../../../renderer/ui/announcements.ts';

/** A region, and a clock that goes when it is told to. */
function desk() {
  const shown: { at: number; text: string }[] = [];
  let now = 0;
  let timer: { at: number; then: () => void } | null = null;
  const announcements = createAnnouncements(
    (text) => shown.push({ at: now, text }),
    (ms, then) => {
      const mine = { at: now + ms, then };
      timer = mine;
      return () => {
        if (timer === mine) timer = null;
      };
    },
  );
  function pass(ms: number): void {
    const until = now + ms;
    while (timer && timer.at <= until) {
      const due = timer;
      now = due.at;
      timer = null;
      due.then();
    }
    now = until;
  }
  return { ...announcements, pass, shown };
}

test('a text is read out at once, and again when it comes again', () => {
  const region = desk();
  region.say('An answer is here.');
  region.pass(5_000);
  region.say('An answer is here.');
  expect(region.shown).toEqual([
    { at: 0, text: 'An answer is here.' },
    { at: 5_000, text: 'An answer is here.' },
  ]);
});

test('two at once do not swallow each other: the second follows when the first can have been heard', () => {
  const region = desk();
  region.say('Mistral has answered.');
  region.say('OpenAI has answered.');
  expect(region.shown).toHaveLength(1);
  region.pass(APART);
  expect(region.shown.map(({ text }) => text)).toEqual(['Mistral has answered.', 'OpenAI has answered.']);
});

test('many in a moment are two announcements, each text once', () => {
  const region = desk();
  for (const each of ['a', 'b', 'c', 'b', 'd']) region.say(each);
  region.pass(60_000);
  expect(region.shown.map(({ text }) => text)).toEqual(['a', 'b c d']);
});

test('a region that is gone says nothing any more', () => {
  const region = desk();
  region.say('a');
  region.say('b');
  region.close();
  region.pass(60_000);
  expect(region.shown).toHaveLength(1);
});

test('whatever comes when: nothing is lost, the order is kept, and nothing follows too soon', () => {
  const said = fc.array(fc.nat({ max: 2_500 }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(said, (pauses) => {
      const region = desk();
      for (const [place, pause] of pauses.entries()) {
        region.pass(pause);
        region.say(`n${place}`);
      }
      region.pass(APART);
      expect(region.shown.flatMap(({ text }) => text.split(' '))).toEqual(pauses.map((_, place) => `n${place}`));
      for (const [place, { at }] of region.shown.entries())
        if (place > 0) expect(at - (region.shown[place - 1]?.at ?? 0)).toBeGreaterThanOrEqual(APART);
    }),
  );
});

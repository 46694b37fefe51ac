import { describe, expect, it } from 'vitest';
import { afterSending, createDraftSaver } from '../../../renderer/chat/draft.ts';

/** Timers a test lets pass by hand. */
function timers() {
  let now = 0;
  let waiting: { at: number; fn: () => void }[] = [];
  return {
    after(ms: number, fn: () => void) {
      const timer = { at: now + ms, fn };
      waiting.push(timer);
      return () => {
        waiting = waiting.filter((each) => each !== timer);
      };
    },
    pass(ms: number) {
      now += ms;
      const due = waiting.filter((each) => each.at <= now);
      waiting = waiting.filter((each) => each.at > now);
      for (const each of due) each.fn();
    },
  };
}

describe('saving a draft', () => {
  function saver(kept = '') {
    const saved: string[] = [];
    const time = timers();
    return { saved, time, draft: createDraftSaver(kept, (text) => saved.push(text), time.after) };
  }

  it('waits for a pause in the typing and saves the last text once', () => {
    const { saved, time, draft } = saver();
    for (const text of ['h', 'he', 'hey']) {
      draft.change(text);
      time.pass(100);
    }
    expect(saved).toEqual([]);
    time.pass(1_000);
    expect(saved).toEqual(['hey']);
  });

  it('saves every few seconds while somebody types without a pause', () => {
    const { saved, time, draft } = saver();
    for (let step = 0; step < 40; step++) {
      draft.change('x'.repeat(step + 1));
      time.pass(100);
    }
    expect(saved).toHaveLength(1);
    expect(saved[0]?.length).toBeGreaterThan(25);
  });

  it('saves at once on leaving, and not again what is saved', () => {
    const { saved, time, draft } = saver();
    draft.change('leaving');
    draft.flush();
    draft.flush();
    time.pass(10_000);
    expect(saved).toEqual(['leaving']);
  });

  it('does not save a text that is back to what was kept', () => {
    const { saved, time, draft } = saver('kept');
    draft.change('kept!');
    draft.change('kept');
    time.pass(10_000);
    expect(saved).toEqual([]);
  });
});

describe('the composer after sending', () => {
  it('is empty, or holds what was typed meanwhile', () => {
    expect(afterSending('sent', 'sent')).toBe('');
    expect(afterSending('sent and more', 'sent')).toBe('and more');
  });

  it('keeps a text that is no longer the one sent', () => {
    expect(afterSending('other', 'sent')).toBe('other');
  });
});

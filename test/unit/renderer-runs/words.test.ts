import i18next, { type TFunction } from 'i18next';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Apology, LostReason, RunState, RunSummary } from '../../../preload/contract.ts';
import en from '../../../renderer/locales/en.json' with { type: 'json' };
import fr from '../../../renderer/locales/fr.json' with { type: 'json' };
import { stateNote } from '../../../renderer/runs/end-sentence.ts';
import { signOf, stateLine, stateWord } from '../../../renderer/runs/run-words.ts';
import { clock, clockLeft, elapsed } from '../../../renderer/runs/time.ts';
import { finished, NOW, run } from './samples.ts';

let t: TFunction;
const french = i18next.createInstance();

beforeAll(async () => {
  vi.stubGlobal('navigator', { language: 'en-GB' });
  const options = {
    resources: { en: { translation: en }, fr: { translation: fr } },
    interpolation: { escapeValue: false },
  };
  t = await i18next.createInstance().init({ ...options, lng: 'en' });
  await french.init({ ...options, lng: 'fr' });
});

const line = (of: RunSummary, now = NOW) => stateLine(of, now, t, 'en');
const ERROR = { kind: 'refused', message: 'ECONNREFUSED', retryable: true } as const;
const APOLOGIES: readonly Apology[] = ['routing', 'synthesis', 'processing', 'empty', 'blank'];
const LOST: readonly LostReason[] = ['submit', 'connection', 'unfinished', 'idle', 'restart', 'noNews', 'sourceGone'];

const FINAL: readonly Partial<RunState>[] = [
  ...APOLOGIES.map((apology) => ({ kind: 'apologised', apology }) as const),
  ...LOST.map((reason) => ({ kind: 'lost', reason }) as const),
  { kind: 'failed', message: 'boom', code: 'E1', error: null },
  { kind: 'failed', message: '', code: null, error: null },
  { kind: 'failed', message: '', code: null, error: ERROR },
  { kind: 'cancelled' },
  { kind: 'revoked' },
];

describe('every end', () => {
  it('has a sentence of its own in both languages, with its source in it where it names one', () => {
    const sentences = FINAL.map((state) => {
      const note = stateNote(finished(1, NOW, state), t, 'en');
      const other = stateNote(finished(1, NOW, state), french.t, 'fr');
      expect(note?.text, JSON.stringify(state)).toMatch(/\.$/);
      expect(note?.text).not.toContain('{{');
      expect(other?.text).not.toBe(note?.text);
      return note?.text;
    });
    expect(new Set(sentences).size).toBe(FINAL.length);
  });

  it('has a line, a word and a sign; two ends of the same sign are told apart by their words', () => {
    const seen = FINAL.map((state) => {
      const of = finished(1, NOW, state);
      return `${signOf(of)}: ${stateWord(of, t)}: ${line(of)}`;
    });
    expect(seen.every((each) => !each.includes('{{') && !each.includes('runs.'))).toBe(true);
    expect(seen).toContain('offline: May have started: May have started, not confirmed');
    expect(seen).toContain('none: Stopped: Stopped by you after 1 min 48 s');
  });

  it('says of a gateway that it goes on after a stop, and of an agent that it was stopped', () => {
    const cancelled = finished(1, NOW, { kind: 'cancelled' });
    expect(stateNote(cancelled, t, 'en')?.text).toContain('it may go on there');
    expect(stateNote({ ...cancelled, kind: 'agui' }, t, 'en')?.text).toContain('The run was stopped');
  });

  it('"may have started" says what can be done, and that asking again is a new task', () => {
    const note = stateNote(finished(1, NOW, { kind: 'lost', reason: 'submit' }), t, 'en');
    expect(note?.text).toContain('Ask who runs Gateway');
    expect(note?.text).toContain('new task');
    expect(note?.remedies).toEqual(['again']);
  });

  it('keeps the words of the source apart from ours, and a success speaks for itself', () => {
    const failed = finished(1, NOW, { kind: 'failed', message: 'boom', code: 'E1', error: null });
    expect(stateNote(failed, t, 'en')).toMatchObject({ quote: 'boom · E1', tone: 'bad' });
    expect(stateNote(finished(1, NOW), t, 'en')).toBeNull();
    const error = { kind: 'auth', message: '', reason: 'tokenRefused', retryable: false } as const;
    const refused = finished(1, NOW, { kind: 'failed', message: '', code: null, error });
    expect(stateNote(refused, t, 'en')?.text).toContain('The source refuses your key. Enter it again in the settings.');
    expect(stateNote(refused, t, 'en')?.remedies).toEqual(['settings', 'again']);
    expect(stateLine(refused, NOW, t, 'en')).not.toContain('Sign in');
  });

  it('a removed source cannot be asked again: the settings are the way', () => {
    expect(stateNote(finished(1, NOW, { kind: 'lost', reason: 'sourceGone' }), t, 'en')?.remedies).toEqual([
      'settings',
    ]);
  });
});

describe('what is under way', () => {
  it('says its step, by name when it has one', () => {
    expect(line(run(1))).toBe('Gateway');
    expect(line(run(1, { steps: 7 }))).toBe('Gateway, step 7');
    expect(line(run(1, { steps: 7, step: '**Reading**' }))).toBe('Gateway: Reading');
  });

  it('without news, or without a source to ask, says since when and does not turn', () => {
    const at = new Date(2026, 10, 20, 14, 52).getTime();
    const silent = run(1, { state: { kind: 'silent', since: NOW }, lastNewsAt: at });
    const unreachable = run(1, { contact: { kind: 'unreachable', since: NOW, error: ERROR }, lastNewsAt: at });
    for (const each of [silent, unreachable]) {
      expect(line(each)).toBe('Gateway, no news since 14:52');
      expect(stateWord(each, t)).toBe('No news');
      expect(signOf(each)).not.toBe('working');
    }
    expect(stateNote(silent, t, 'en')?.remedies).toEqual(['check']);
    expect(stateNote(unreachable, t, 'en')?.text).toContain('refuses connections');
  });

  it('counts down to the end of a question, and never below it', () => {
    const asks = { count: 1, expiresAt: NOW + 272_000, title: 'Approve a mail', simple: true };
    const waiting = run(1, { state: { kind: 'waiting', since: NOW }, asks });
    expect(line(waiting)).toBe('Approve a mail, 4:32 left');
    expect(line(waiting, NOW + 272_000)).toBe('Approve a mail, time is up');
    expect(line({ ...waiting, asks: { ...asks, title: 'Send it to three people ?' } })).toBe(
      'Send it to three people, 4:32 left',
    );
    expect(line({ ...waiting, asks: { ...asks, count: 3, expiresAt: null } })).toBe('3 questions');
    expect(line({ ...waiting, asks: null })).toBe('Waits for your answer');
  });

  it('a refused key leads to the settings', () => {
    const refused = run(1, { contact: { kind: 'keyRefused', since: NOW } });
    expect(stateNote(refused, t, 'en')).toMatchObject({ tone: 'bad', remedies: ['settings', 'check'] });
  });
});

describe('time', () => {
  it('reads as a clock', () => {
    expect([0, 999, 43_000, 728_000, 4_340_000, -5].map(clock)).toEqual([
      '0:00',
      '0:00',
      '0:43',
      '12:08',
      '1:12:20',
      '0:00',
    ]);
    expect([1, 0, -1, 1_000].map(clockLeft)).toEqual(['0:01', '0:00', '0:00', '0:01']);
  });

  it('goes on only while the source is heard, and stands at the end of what has ended', () => {
    const news = { startedAt: NOW - 60_000, lastNewsAt: NOW - 20_000 };
    const later = NOW + 3_600_000;
    expect(elapsed(run(1, news), later)).toBe(3_660_000);
    expect(elapsed(run(1, { ...news, state: { kind: 'silent', since: NOW } }), later)).toBe(40_000);
    expect(elapsed(run(1, { ...news, contact: { kind: 'keyRefused', since: NOW } }), later)).toBe(40_000);
    expect(elapsed(finished(1, NOW), later)).toBe(108_000);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseArguments, parseLink } from '../../../main/links.ts';

describe('deep links', () => {
  test.each([
    ['halext://', { kind: 'show' }],
    ['halext://show', { kind: 'show' }],
    ['halext://toggle', { kind: 'toggleQuick' }],
    ['halext://toggle/', { kind: 'toggleQuick' }],
    ['HALEXT://Settings', { kind: 'settings' }],
    ['halext://conversation/42', { kind: 'conversation', conversationId: 42 }],
    ['halext://run/7', { kind: 'run', runId: 7 }],
    ['halext://ask?text=What%20is%20%C3%A9t%C3%A9%3F', { kind: 'ask', text: 'What is été?' }],
    ['halext://ask', { kind: 'ask', text: '' }],
  ])('%s', (link, intent) => {
    expect(parseLink(link)).toEqual(intent);
  });

  test.each([
    'halext://conversation/../../etc',
    'halext://conversation/1e9',
    'halext://conversation/-1',
    'halext://run?command=rm',
    'halext://run/',
    'halext://run/7/stop',
    'halext://run/0x7',
    'halext://user:password@ask?text=x',
    'https://ask?text=x',
    'halext:',
    'not a link',
    `halext://ask?text=${'x'.repeat(10_000)}`,
  ])('what it does not know stays unknown: %.40s', (link) => {
    const kind = parseLink(link).kind;
    expect(link === 'halext:' ? 'unknown show' : 'unknown').toContain(kind);
  });

  test('a text loses the characters that could disguise it and stays bounded', () => {
    const intent = parseLink(`halext://ask?text=${encodeURIComponent('a\u202eb\u0000c\nd')}`);
    expect(intent).toEqual({ kind: 'ask', text: 'abc\nd' });
    const long = parseLink(`halext://ask?text=${'y'.repeat(5_000)}`);
    expect(long.kind === 'ask' && long.text.length).toBe(4_000);
  });

  test('no input throws, and an unknown link is never longer than what is shown', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.webUrl(),
          fc.string().map((s) => `halext://${s}`),
        ),
        (link) => {
          const intent = parseLink(link);
          if (intent.kind === 'unknown') expect(intent.link.length).toBeLessThanOrEqual(120);
        },
      ),
    );
  });
});

describe('arguments of a launch', () => {
  test('the link is found wherever the system put it', () => {
    expect(parseArguments(['/opt/app', '--flag', 'halext://toggle', '--origin-trial=x'])).toEqual({
      kind: 'toggleQuick',
    });
  });
  test('--toggle is for compositors without global shortcuts', () => {
    expect(parseArguments(['/opt/app', '--toggle'])).toEqual({ kind: 'toggleQuick' });
  });
  test('a plain second launch shows the window', () => {
    expect(parseArguments(['/opt/app'])).toEqual({ kind: 'show' });
  });
});

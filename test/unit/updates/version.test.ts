import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareVersions, isOffered, parseVersion, type Version } from '../../../main/updates/version.ts';

const read = (text: string): Version => {
  const version = parseVersion(text);
  if (version === null) throw new Error(`no version: ${text}`);
  return version;
};

const texts = fc
  .record({
    numbers: fc.array(fc.nat(12), { minLength: 3, maxLength: 3 }),
    pre: fc.array(fc.constantFrom('0', '1', '2', '10', 'alpha', 'beta', 'rc', 'x-1'), { maxLength: 3 }),
  })
  .map(({ numbers, pre }) => numbers.join('.') + (pre.length > 0 ? `-${pre.join('.')}` : ''));

describe('versions', () => {
  it('stand in the order of semver.org', () => {
    const ordered = [
      '0.9.9',
      '1.0.0-alpha',
      '1.0.0-alpha.1',
      '1.0.0-alpha.beta',
      '1.0.0-beta',
      '1.0.0-beta.2',
      '1.0.0-beta.11',
      '1.0.0-rc.1',
      '1.0.0',
      '1.0.2',
      '1.0.10',
      '1.2.0',
      '2.0.0',
    ];
    for (const [at, one] of ordered.entries())
      for (const [beside, other] of ordered.entries())
        expect(Math.sign(compareVersions(read(one), read(other))), `${one} ${other}`).toBe(Math.sign(at - beside));
  });

  it.each([
    '',
    '1',
    '1.2',
    '1.2.3.4',
    'v1.2.3',
    '01.2.3',
    '1.2.3-',
    '1.2.3-01',
    ' 1.2.3',
    '1.2.3\n',
    '1.2.x',
    '-1.2.3',
  ])('are not %j', (text) => expect(parseVersion(text)).toBeNull());

  it('do not count what stands after a plus', () => {
    expect(compareVersions(read('1.2.3+build.7'), read('1.2.3'))).toBe(0);
  });

  it('have one order, whichever comes first', () => {
    fc.assert(
      fc.property(texts, texts, texts, (a, b, c) => {
        const compare = (one: string, other: string) => Math.sign(compareVersions(read(one), read(other)));
        expect(compare(a, b)).toBe(-compare(b, a) + 0);
        if (compare(a, b) <= 0 && compare(b, c) <= 0) expect(compare(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('are never offered when they are as old or older', () => {
    fc.assert(
      fc.property(texts, texts, (one, other) => {
        if (isOffered(read(one), read(other))) {
          expect(compareVersions(read(one), read(other))).toBeGreaterThan(0);
          expect(isOffered(read(other), read(one))).toBe(false);
        }
      }),
    );
  });

  it.each([
    ['1.1.0', '1.0.0', true],
    ['1.0.0', '1.0.0', false],
    ['0.9.0', '1.0.0', false],
    ['1.1.0-beta.1', '1.0.0', false],
    ['1.1.0-beta.2', '1.1.0-beta.1', true],
    ['1.1.0', '1.1.0-beta.1', true],
    ['1.1.0-beta.1', '1.1.0', false],
  ])('%s offered to %s: %s', (next, current, offered) => expect(isOffered(read(next), read(current))).toBe(offered));
});

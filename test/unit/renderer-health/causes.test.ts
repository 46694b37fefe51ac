import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { causesOf, changesBetween, groupsOf } from '../../../renderer/health/causes.ts';
import { railCount } from '../../../renderer/health/rail-count.ts';
import { broken, NOW, report, service } from './samples.ts';

const REFUSED = { kind: 'refused', message: '', retryable: true } as const;
const OFFLINE = { kind: 'offline', message: '', retryable: true } as const;
const down = (id: string, explainedBy: string | null = null) => broken(id, 'tcp', REFUSED, { explainedBy });

/** What stands under what, as text: `network: a; b: c`. */
function shape(of: Parameters<typeof groupsOf>[0]): string[] {
  const { network, groups } = groupsOf(of);
  const ids = (services: readonly { id: string }[]) => services.map(({ id }) => id).join(',');
  return [`network:${ids(network)}`, ...groups.map((each) => `${each.service.id}:${ids(each.consequences)}`)];
}

describe('consequences', () => {
  it('stand under what explains them, in the order of the report, and a chain of them under its end', () => {
    const services = [service({ id: 'a' }), down('b'), down('c', 'b'), down('d', 'c')];
    expect(shape(report(services))).toEqual(['network:', 'a:', 'b:c,d']);
  });

  it('of the network are under it, as long as it is broken', () => {
    const services = [down('a', 'network'), service({ id: 'b' }), down('c', 'a')];
    expect(shape(report(services, { broken: true, error: OFFLINE }))).toEqual(['network:a,c', 'b:']);
    expect(shape(report(services))).toEqual(['network:', 'a:c', 'b:']);
  });

  it('are none when the service works, when its cause does, or when that is gone', () => {
    const services = [
      service({ id: 'a', explainedBy: 'b' }),
      down('b'),
      down('c', 'd'),
      service({ id: 'd' }),
      down('e', 'x'),
    ];
    expect(shape(report(services))).toEqual(['network:', 'a:', 'b:', 'c:', 'd:', 'e:']);
  });

  it('that explain each other stand for themselves', () => {
    expect(shape(report([down('a', 'b'), down('b', 'a')]))).toEqual(['network:', 'a:', 'b:']);
  });

  it('and services are all shown exactly once, whatever explains what', () => {
    const ids = ['a', 'b', 'c', 'd'];
    const one = fc.record({
      explainedBy: fc.option(fc.constantFrom(...ids, 'network', 'gone'), { nil: null }),
      works: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.tuple(one, one, one, one), fc.boolean(), (drawn, networkBroken) => {
        const services = drawn.map(({ explainedBy, works }, index) => {
          const id = ids[index] ?? '';
          return works ? service({ id, explainedBy }) : down(id, explainedBy);
        });
        const { network, groups } = groupsOf(report(services, { broken: networkBroken }));
        const shown = [...network, ...groups.flatMap((each) => [each.service, ...each.consequences])];
        expect(shown.map(({ id }) => id).toSorted()).toEqual(ids);
      }),
    );
  });
});

describe('causes', () => {
  it('are the network, then what is broken by itself, and not one failed check', () => {
    const services = [down('a', 'network'), down('b'), service({ id: 'c', broken: 'http' })];
    const causes = causesOf(report(services, { broken: true, error: OFFLINE, since: NOW - 5 }));
    expect(causes.map(({ id, fault }) => `${id} ${fault}`)).toEqual(['network noNetwork', 'b refused']);
    expect(causes[0]).toMatchObject({ service: null, since: NOW - 5, error: OFFLINE });
    expect(causes[0]?.consequences.map(({ id }) => id)).toEqual(['a']);
  });

  it('take the error of the broken link before the last one there was', () => {
    const old = { at: NOW, error: { kind: 'dns', message: '', retryable: true } } as const;
    expect(causesOf(report([{ ...down('a'), lastError: old }]))[0]?.fault).toBe('refused');
    expect(causesOf(report([service({ state: 'broken', lastError: old })]))[0]?.fault).toBe('dns');
  });
});

describe('the rail', () => {
  it('counts what is broken by itself', () => {
    expect(railCount(null)).toBe(0);
    expect(railCount(report([service(), service({ id: 'b', state: 'slow' })]))).toBe(0);
    expect(railCount(report([down('a'), down('b', 'a'), down('c')]))).toBe(2);
    expect(railCount(report([down('a', 'network')], { broken: true }))).toBe('network');
  });
});

describe('what is read out', () => {
  const said = (before: Parameters<typeof changesBetween>[0], after: Parameters<typeof changesBetween>[0]) =>
    changesBetween(before, after).map((each) => `${each.service?.id ?? 'network'} ${each.broken ? 'broken' : 'works'}`);

  it('is a change of state, and only that', () => {
    const well = report([service({ id: 'a' }), service({ id: 'b' })]);
    expect(said(well, well)).toEqual([]);
    expect(said(well, report([down('a'), service({ id: 'b' })]))).toEqual(['a broken']);
    expect(said(report([down('a')]), report([service({ id: 'a' })]))).toEqual(['a works']);
    expect(said(well, report([service({ id: 'a', broken: 'http' }), service({ id: 'b' })]))).toEqual([]);
  });

  it('is the network once, without its consequences', () => {
    const gone = report([down('a', 'network')], { broken: true });
    expect(said(report([service({ id: 'a' })]), gone)).toEqual(['network broken']);
    expect(said(gone, report([service({ id: 'a' })]))).toEqual(['network works', 'a works']);
  });

  it('is not the first measurement, unless it is bad news; nor what is new or not known any more', () => {
    const unknown = report([service({ id: 'a', state: 'unknown' })]);
    expect(said(unknown, report([service({ id: 'a' })]))).toEqual([]);
    expect(said(unknown, report([down('a')]))).toEqual(['a broken']);
    expect(said(report([]), report([down('a')]))).toEqual([]);
    expect(said(report([service({ id: 'a' })]), unknown)).toEqual([]);
  });
});

import { expect, test } from 'vitest';
import { makeCodec } from '../../electron-double/worlds/codec.ts';

const { encode, decode } = makeCodec();

/** Over the wire and back, as between two processes. */
function cross(value: unknown): unknown {
  return decode(JSON.parse(JSON.stringify(encode(value))));
}

test.each([
  ['undefined', undefined],
  ['-0', -0],
  ['NaN', Number.NaN],
  ['bigint', -(2n ** 65n)],
  ['nested', { a: [1, { b: null }], c: 'é\u2028' }],
  ['date', new Date(12)],
  ['invalid date', new Date(Number.NaN)],
  ['map of sets', new Map([['k', new Set([1n, 'x'])]])],
  ['bytes', new Uint8Array([0, 255])],
  ['large bytes', new Uint8Array(70_000).fill(7)],
  ['regexp', /a+/giu],
])('%s crosses unchanged', (_name, value) => {
  expect(cross(value)).toEqual(value);
});

test('holes, shared references, cycles and own __proto__ keys survive', () => {
  const holed = new Array(3);
  holed[2] = 'c';
  expect(Object.keys(cross(holed) as unknown[])).toEqual(['2']);
  const shared = {};
  const [first, second] = cross([shared, shared]) as [object, object];
  expect(first).toBe(second);
  const cycle: { self?: unknown } = {};
  cycle.self = cycle;
  const back = cross(cycle) as { self: unknown };
  expect(back.self).toBe(back);
  const own = cross(JSON.parse('{"__proto__": {"polluted": true}}')) as object;
  expect(Object.keys(own)).toEqual(['__proto__']);
  expect('polluted' in own).toBe(false);
});

test('an error keeps its kind, message and cause', () => {
  const back = cross(new RangeError('far', { cause: new Error('near') })) as RangeError;
  expect(back).toBeInstanceOf(RangeError);
  expect(back.message).toBe('far');
  expect((back.cause as Error).message).toBe('near');
});

test.each([
  ['function', () => 1],
  ['symbol', Symbol('s')],
  ['promise', Promise.resolve()],
  ['weak map', new WeakMap()],
])('a %s is refused', (_name, value) => {
  expect(() => encode({ value })).toThrow('An object could not be cloned.');
});

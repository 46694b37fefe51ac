import type { JsonPatch } from '@ag-ui/core';
import fc from 'fast-check';
import jsonPatch from 'fast-json-patch';
import { expect, test } from 'vitest';
import { applyPatch, touched } from '../../../../main/runs/agui/patch.ts';
import { createStateKeeper, differences } from '../../../../main/runs/agui/shared-state.ts';

/** As they come from the wire: there, a negative nought is a nought. */
const JSON_VALUES = fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.parse(JSON.stringify(value)) as unknown);

test.each<[string, unknown, JsonPatch, unknown]>([
  ['add', { a: 1 }, [{ op: 'add', path: '/b', value: 2 }], { a: 1, b: 2 }],
  ['add to the end of a list', { a: [1] }, [{ op: 'add', path: '/a/-', value: 2 }], { a: [1, 2] }],
  ['add within a list', [1, 3], [{ op: 'add', path: '/1', value: 2 }], [1, 2, 3]],
  ['remove', { a: 1, b: 2 }, [{ op: 'remove', path: '/a' }], { b: 2 }],
  ['replace', { a: { b: 1 } }, [{ op: 'replace', path: '/a/b', value: null }], { a: { b: null } }],
  ['replace the whole', { a: 1 }, [{ op: 'replace', path: '', value: 0 }], 0],
  ['move', { a: { x: 1 }, b: {} }, [{ op: 'move', from: '/a/x', path: '/b/y' }], { a: {}, b: { y: 1 } }],
  ['copy', { a: { x: [1] } }, [{ op: 'copy', from: '/a', path: '/b' }], { a: { x: [1] }, b: { x: [1] } }],
  [
    'test, and go on',
    { a: 1 },
    [
      { op: 'test', path: '/a', value: 1 },
      { op: 'add', path: '/b', value: 2 },
    ],
    { a: 1, b: 2 },
  ],
  [
    'names with ~ and /',
    { 'a/b': { 'c~d': 1 } },
    [{ op: 'replace', path: '/a~1b/c~0d', value: 2 }],
    { 'a/b': { 'c~d': 2 } },
  ],
])('%s', (_name, document, patch, expected) => {
  const before = structuredClone(document);
  expect(applyPatch(document, patch)).toEqual({ ok: true, value: expected });
  expect(document).toEqual(before);
});

test.each<[string, JsonPatch]>([
  ['a place that is not there', [{ op: 'replace', path: '/x/y', value: 1 }]],
  [
    'a test that fails',
    [
      { op: 'add', path: '/b', value: 2 },
      { op: 'test', path: '/a', value: 2 },
    ],
  ],
  ['a move from nowhere', [{ op: 'move', from: '/x', path: '/y' }]],
  ['an index beyond the end', [{ op: 'add', path: '/list/5', value: 1 }]],
  ['__proto__', [{ op: 'add', path: '/__proto__/polluted', value: true }]],
  ['constructor', [{ op: 'add', path: '/constructor', value: {} }]],
  ['constructor within', [{ op: 'add', path: '/list/constructor/prototype/polluted', value: true }]],
  ['prototype', [{ op: 'replace', path: '/prototype', value: 1 }]],
  ['a way in from __proto__', [{ op: 'copy', from: '/__proto__', path: '/b' }]],
])('%s is refused, and nothing is changed', (_name, patch) => {
  const document = { a: 1, list: [1], prototype: 0 };
  const before = structuredClone(document);
  expect(applyPatch(document, patch)).toMatchObject({ ok: false, error: { kind: 'protocol', reason: 'patch' } });
  expect(document).toEqual(before);
  expect('polluted' in {}).toBe(false);
});

test('a value may hold such a name: it is data then', () => {
  const value: unknown = JSON.parse('{"__proto__": {"admin": true}}');
  const patched = applyPatch({}, [
    { op: 'add', path: '/user', value },
    { op: 'add', path: '/user/name', value: 'Ada' },
  ]);
  const user = patched.ok ? (patched.value as { user: { admin?: boolean } }).user : {};
  expect(user.admin).toBeUndefined();
  expect(JSON.stringify(user)).toBe('{"__proto__":{"admin":true},"name":"Ada"}');
});

test('any change between two values, written as a patch, comes out the same; the old value stays as it was', () => {
  const objects = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd/e', 'f~g'), JSON_VALUES, { noNullPrototype: true });
  fc.assert(
    fc.property(objects, objects, (before, after) => {
      const old = structuredClone(before);
      const patch = jsonPatch.compare(before, after) as JsonPatch;
      const patched = applyPatch(before, patch);
      expect(patched).toEqual({ ok: true, value: after });
      expect(before).toEqual(old);
    }),
  );
});

test('what a patch touched is told by places that are there', () => {
  const after = { a: [1, 2], b: { c: 1 } };
  const patch: JsonPatch = [
    { op: 'test', path: '/z', value: 1 },
    { op: 'add', path: '/a/-', value: 2 },
    { op: 'remove', path: '/b/gone' },
    { op: 'remove', path: '/gone' },
    { op: 'replace', path: '/b/c', value: 1 },
  ];
  expect(touched(after, patch)).toEqual(['/a/1', '/b', '', '/b/c']);
});

test.each<[unknown, unknown, string[]]>([
  [{ a: 1, b: { c: [1, 2] } }, { a: 1, b: { c: [1, 3] } }, ['/b/c/1']],
  [{ a: 1 }, { a: 1, 'x/y': 2 }, ['/x~1y']],
  [{ a: 1, b: 2 }, { a: 1 }, ['']],
  [[1], { 0: 1 }, ['']],
  [null, 0, ['']],
  [{ a: 1 }, { a: 1 }, []],
])('between %j and %j differ %j', (before, after, expected) => {
  expect(differences(before, after)).toEqual(expected);
});

test('a state as large as it likes is told in bounded pieces', () => {
  const keeper = createStateKeeper(null);
  keeper.snapshot({ list: Array.from({ length: 100_000 }, (_, n) => ({ n })) });
  const told = keeper.take();
  expect(told?.cut).toBe(true);
  expect(told?.json.length).toBe(200_000);
  keeper.snapshot({ list: Array.from({ length: 100_000 }, (_, n) => ({ n: n + 1 })) });
  expect(keeper.take()?.changed.length).toBeLessThanOrEqual(100);
  expect(keeper.take()).toBeNull();
});

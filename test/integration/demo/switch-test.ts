import { expect, test } from 'vitest';

/** The names of the switches that are in the title of a test, of whichever file. */
const tested = new Set<string>();

export function switchTest(names: string, body: () => Promise<void>): void {
  for (const name of names.split(', ')) tested.add(name);
  test(names, body);
}

/** To be called last in a file: every switch of the group is in a title above. */
export function eachIsTested(group: object): void {
  test('each switch has a test', () => {
    expect(Object.keys(group).filter((name) => !tested.has(name))).toEqual([]);
  });
}

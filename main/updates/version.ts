/** A version as https://semver.org writes it; what comes after `+` says nothing about its rank and is not kept. */
export interface Version {
  /** Major, minor, patch. */
  readonly numbers: readonly number[];
  /** What comes after `-`, at its dots; empty for a release. */
  readonly pre: readonly string[];
}

const NUMBER = '(0|[1-9]\\d{0,8})';
const PART = '(?:0|[1-9]\\d{0,8}|\\d*[A-Za-z-][0-9A-Za-z-]*)';
const VERSION = new RegExp(`^${NUMBER}\\.${NUMBER}\\.${NUMBER}(?:-(${PART}(?:\\.${PART})*))?(?:\\+[0-9A-Za-z.-]+)?$`);

/** `null` for anything that is no version. */
export function parseVersion(text: string): Version | null {
  const found = VERSION.exec(text);
  if (found === null) return null;
  const [, major, minor, patch, pre] = found;
  return { numbers: [major, minor, patch].map(Number), pre: pre?.split('.') ?? [] };
}

/** Below zero when `one` comes before `other`, zero when neither does. */
export function compareVersions(one: Version, other: Version): number {
  for (const [at, number] of one.numbers.entries()) {
    const difference = number - (other.numbers[at] ?? 0);
    if (difference !== 0) return difference;
  }
  // A release comes after its pre-releases.
  if (one.pre.length === 0 || other.pre.length === 0) return other.pre.length - one.pre.length;
  return comparePre(one.pre, other.pre);
}

/** Whether somebody who has `current` is told of `next`: it must be newer, and no pre-release unless they have one. */
export function isOffered(next: Version, current: Version): boolean {
  if (next.pre.length > 0 && current.pre.length === 0) return false;
  return compareVersions(next, current) > 0;
}

function comparePre(one: readonly string[], other: readonly string[]): number {
  for (const [at, part] of one.entries()) {
    const against = other[at];
    if (against === undefined) return 1;
    const difference = comparePart(part, against);
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}

/** Numbers by their value, before words; words by their characters. */
function comparePart(one: string, other: string): number {
  const numbers = [/^\d+$/.test(one), /^\d+$/.test(other)];
  if (numbers[0] && numbers[1]) return Number(one) - Number(other);
  if (numbers[0] !== numbers[1]) return numbers[0] ? -1 : 1;
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

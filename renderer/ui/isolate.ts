/** Letters of the scripts that are written from right to left. */
const FROM_RIGHT = /[\u0590-\u08ff\ufb1d-\ufdfd\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';

/**
 * A value as it stands in a sentence of ours. A name in Arabic or Hebrew would turn the marks and figures beside it; the
 * isolates of Unicode (UAX #9, section 2.4.2) keep it to itself, also where no element can stand, as in a tooltip.
 */
export function isolated(value: string): string {
  return FROM_RIGHT.test(value) ? `${FIRST_STRONG_ISOLATE}${value}${POP_ISOLATE}` : value;
}

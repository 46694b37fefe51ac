import type { Settings } from '../../preload/contract.ts';

/** A name and a value; the value is told only if it cannot be a person's own text. */
export type Line = readonly [name: string, value: string];

/** Texts that are words of ours or an accelerator, and not a model, an address or an id. */
const OWN_WORDS: ReadonlySet<string> = new Set([
  'theme',
  'language',
  'reducedMotion',
  'hotkey',
  'quick.target',
  'openWebuiProvisioning',
  'network.proxy.kind',
]);
const OWN_WORD = /^[A-Za-z]{1,20}(?:\+[A-Za-z0-9]{1,12}){0,4}$/;

/** Every setting by its name, e.g. `quick.target`. Of a text that a person may have typed only says that it is set. */
export function settingsLines(settings: Settings): Line[] {
  return Object.entries(settings).flatMap(([name, value]) => linesOf(name, value));
}

function linesOf(name: string, value: unknown): Line[] {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return Object.entries(value).flatMap(([inner, each]) => linesOf(`${name}.${inner}`, each));
  }
  return [[name, told(name, value)]];
}

function told(name: string, value: unknown): string {
  switch (typeof value) {
    case 'boolean':
    case 'number':
      return String(value);
    case 'string':
      return OWN_WORDS.has(name) && OWN_WORD.test(value) ? value : '(…)';
    default:
      return Array.isArray(value) ? `(${value.length})` : '–';
  }
}

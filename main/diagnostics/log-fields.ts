/**
 * What may be logged, and nothing else: names, kinds, counts and times. There is no field for text, addresses, names
 * of people or tokens, so that none can get in by mistake; and what is put into a field all the same is looked at once
 * more, because a type cannot tell a kind from a sentence.
 */
export interface LogFields {
  readonly command?: string;
  readonly kind?: string;
  readonly reason?: string;
  readonly status?: number;
  readonly count?: number;
  readonly ms?: number;
  readonly code?: string | number;
  readonly exitReason?: string;
  readonly version?: string;
  /** Name of an error class and the functions it passed through; never its message, which may quote content. */
  readonly stack?: string;
}

type Field = keyof LogFields;
type Cleaner = (value: unknown) => string | number;

/** Stands for what does not look like what its field is for. */
export const WITHHELD = '?';

/** Words put together as our names are, e.g. `messages.send`, `tooLarge`, `clean-exit`: no sentence, number or key. */
const NAME = /^[A-Za-z]{1,24}\d{0,3}(?:[._-][A-Za-z]{1,24}\d{0,3}){0,3}$/;
/** As the system names its errors, e.g. `ECONNRESET`. */
const CODE = /^[A-Z][A-Z_]{1,40}\d{0,3}$/;
const VERSION = /^\d{1,4}(?:\.\d{1,4}){1,3}(?:-[a-z]{1,10}(?:\.\d{1,4})?)?$/;
const CLASS = /^[A-Za-z_$][A-Za-z_$]{0,40}$/;
const CALL =
  /^at (?:(?:async|new) )*(?:[\w$.<>#]{1,80}(?: \[as [\w$]{1,40}\])? )?\(?(?:node:)?[\w./-]{1,60}:\d+:\d+\)?$/;

const name = matching(NAME);
const code = matching(CODE);

const CLEANERS: { readonly [F in Field]-?: Cleaner } = {
  command: name,
  kind: name,
  reason: name,
  status: amount,
  count: amount,
  ms: amount,
  code: (value) => (typeof value === 'number' ? amount(value) : code(value)),
  exitReason: name,
  version: matching(VERSION),
  stack: (value) => (typeof value === 'string' ? value.split(' | ').map(callOrClass).join(' | ') : WITHHELD),
};

/** The known fields among these, each as its field allows it; what is missing is left out. */
export function cleanFields(fields: Readonly<Record<string, unknown>>): LogFields {
  const given = (Object.keys(CLEANERS) as Field[]).filter((field) => fields[field] !== undefined);
  return Object.fromEntries(given.map((field) => [field, CLEANERS[field](fields[field])])) as LogFields;
}

/** The class and the call path of an error, without its message and without folders, which may name a person. */
export function errorTrace(cause: unknown): Pick<LogFields, 'stack'> {
  if (!(cause instanceof Error)) return { stack: typeof cause };
  const calls = afterMessage(cause)
    .split('\n')
    .map((line) => line.trim().replace(/\(?(?:file:|node:|[A-Za-z]:\\|\/).*[\\/]([^\\/)]+)\)?$/, '$1'))
    .filter((line) => CALL.test(line))
    .slice(0, 8);
  return { stack: [cause.name, ...calls].map(callOrClass).join(' | ') };
}

/** A stack begins with the message, whose lines may look like anything, calls among them. */
function afterMessage({ message, stack = '' }: Error): string {
  const at = stack.indexOf(message);
  return at < 0 ? stack : stack.slice(at + message.length);
}

function callOrClass(piece: string): string {
  return CLASS.test(piece) || CALL.test(piece) ? piece : WITHHELD;
}

function matching(pattern: RegExp): Cleaner {
  return (value) => (typeof value === 'string' && pattern.test(value) ? value : WITHHELD);
}

function amount(value: unknown): string | number {
  return typeof value === 'number' && Number.isFinite(value) ? value : WITHHELD;
}

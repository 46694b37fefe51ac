import type { FormField, Interrupt, InterruptAnswer } from '../../preload/contract.ts';

/** What stands in a field: text as typed, a tick, or the JSON texts of the options chosen. */
export type FieldValue = string | boolean | readonly string[];

/** Why a value cannot be sent. `least` and `most` are of the field. */
export type FieldFault =
  | { readonly kind: 'missing' | 'notNumber' | 'notInteger' | 'notJson' }
  | { readonly kind: 'tooSmall'; readonly least: number }
  | { readonly kind: 'tooBig'; readonly most: number };

/** What a person has put into the card of one interrupt. It is kept until the run goes on. */
export interface Entered {
  readonly values: Readonly<Record<string, FieldValue>>;
  /** The JSON editor's text, where there is no form. */
  readonly json: string;
  /** The arguments as text; `null` while they are untouched. */
  readonly args: string | null;
}

/** The card as it stands before anything is touched: what the schema proposes. */
export function untouched(interrupt: Interrupt): Entered {
  const values = (interrupt.form ?? []).map((field) => [field.name, initialValue(field)] as const);
  return { values: Object.fromEntries(values), json: '', args: null };
}

function initialValue({ type, initial }: FormField): FieldValue {
  const value = parsed(initial);
  switch (type) {
    case 'boolean':
      return value === true;
    case 'enum':
      return value === undefined ? '' : JSON.stringify(value);
    case 'enums':
      return Array.isArray(value) ? value.map((each) => JSON.stringify(each)) : [];
    case 'string':
    case 'text':
    case 'number':
    case 'integer':
      return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  }
}

function parsed(json: string | null): unknown {
  if (json === null) return undefined;
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** Whether yes or no is all that is asked: nothing to fill in, or one boolean, which the two buttons answer themselves. */
export function isYesOrNo({ form }: Interrupt): boolean {
  if (form === null) return false;
  return form.length === 0 || (form.length === 1 && form[0]?.type === 'boolean');
}

/** What stands for a field among the faults of a card; a field may have any name, `json` too. */
export function fieldKey(field: FormField): string {
  return `field:${field.name}`;
}

/** What is wrong with the card: by `fieldKey`, and `json` and `args` for the two editors. Empty when it can be sent. */
export function faultsOf(interrupt: Interrupt, entered: Entered): ReadonlyMap<string, FieldFault> {
  const faults = new Map<string, FieldFault>();
  if (!isYesOrNo(interrupt)) {
    for (const field of interrupt.form ?? []) {
      const read = readField(field, entered.values[field.name] ?? '');
      if ('fault' in read) faults.set(fieldKey(field), read.fault);
    }
  }
  if (interrupt.form === null && !isJson(entered.json)) faults.set('json', { kind: 'notJson' });
  if (entered.args !== null && !isJson(entered.args)) faults.set('args', { kind: 'notJson' });
  return faults;
}

/** The message of the JSON parser about a text, or `null` when it is JSON. It is English, as every such message is. */
export function jsonProblem(text: string): string | null {
  try {
    JSON.parse(text);
    return null;
  } catch (cause) {
    return cause instanceof Error ? cause.message : String(cause);
  }
}

function isJson(text: string): boolean {
  return jsonProblem(text) === null;
}

type Read = { readonly value: unknown } | { readonly fault: FieldFault };

/** `value: undefined` leaves the property out. */
function readField(field: FormField, entered: FieldValue): Read {
  switch (field.type) {
    case 'boolean':
      return { value: entered === true };
    case 'enums': {
      const chosen = Array.isArray(entered) ? entered : [];
      // None of them is an answer too, where one is needed and the schema allows it.
      if (chosen.length === 0 && !field.required) return { value: undefined };
      const count = inRange(chosen.length, field);
      return count ? { fault: count } : { value: chosen.map((json) => JSON.parse(json)) };
    }
    case 'enum':
      if (entered === '') return absent(field);
      return { value: JSON.parse(String(entered)) };
    case 'string':
    case 'text': {
      const text = String(entered);
      if (text === '') return absent(field);
      const length = inRange([...text].length, field);
      return length ? { fault: length } : { value: text };
    }
    case 'number':
    case 'integer':
      return readNumber(field, String(entered).trim());
  }
}

function absent({ required }: FormField): Read {
  return required ? { fault: { kind: 'missing' } } : { value: undefined };
}

/** A number as people write it: with a decimal comma too, and spaces between thousands. */
function readNumber(field: FormField, text: string): Read {
  if (text === '') return absent(field);
  const plain = text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.');
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain)) return { fault: { kind: 'notNumber' } };
  const value = Number(plain);
  if (!Number.isFinite(value)) return { fault: { kind: 'notNumber' } };
  if (field.type === 'integer' && !Number.isInteger(value)) return { fault: { kind: 'notInteger' } };
  const range = inRange(value, field);
  return range ? { fault: range } : { value };
}

function inRange(n: number, { min, max }: FormField): FieldFault | null {
  if (min !== null && n < min) return { kind: 'tooSmall', least: min };
  return max !== null && n > max ? { kind: 'tooBig', most: max } : null;
}

/** The answer to one interrupt. Call it only when `faultsOf` finds nothing, or when the decision is not `approve`. */
export function answerOf(
  interrupt: Interrupt,
  entered: Entered,
  decision: InterruptAnswer['decision'],
): InterruptAnswer {
  const args = decision === 'approve' && entered.args !== null ? entered.args : null;
  return { interruptId: interrupt.id, decision, payload: payloadOf(interrupt, entered, decision), args };
}

function payloadOf(interrupt: Interrupt, entered: Entered, decision: InterruptAnswer['decision']): string | null {
  if (decision === 'cancel') return null;
  const { form } = interrupt;
  if (isYesOrNo(interrupt)) {
    const [field] = form ?? [];
    const yes = decision === 'approve';
    return field ? JSON.stringify(field.name === '' ? yes : { [field.name]: yes }) : null;
  }
  if (decision === 'refuse') return null;
  if (form === null) return entered.json;
  const values = form.map((field) => [field.name, sentValue(field, entered)] as const);
  const [first] = values;
  if (values.length === 1 && first?.[0] === '') return JSON.stringify(first[1] ?? null);
  // A property that is `undefined` is left out.
  return JSON.stringify(Object.fromEntries(values));
}

function sentValue(field: FormField, entered: Entered): unknown {
  const read = readField(field, entered.values[field.name] ?? '');
  return 'value' in read ? read.value : undefined;
}

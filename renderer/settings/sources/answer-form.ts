import type { AnswerSource, AnswerSourceDraft, AnswerSourceKind, ImportedSource } from '../../../preload/contract.ts';
import { ANSWER_KINDS } from './answer-kinds.ts';
import type { FormBase } from './form.ts';
import { type HeaderRow, headersOf, type ReadSecret, rowsOf } from './header-form.ts';
import { type KeyChange, keyOf } from './key-form.ts';
import { NUMBER_FIELDS, type NumberField, type Numbers, readNumber, textOf } from './numbers.ts';

export interface AnswerForm extends FormBase {
  readonly kind: AnswerSourceKind;
  readonly key: KeyChange;
  readonly headers: readonly HeaderRow[];
  readonly model: string;
  readonly system: string;
  readonly stream: boolean;
  readonly safePrompt: boolean | null;
  readonly numbers: Numbers;
  /** Of the prices. */
  readonly currency: string;
}

const CURRENCY = /^[A-Z]{3}$/;

/** The form of a source that does not exist yet. */
export function newAnswerForm(kind: AnswerSourceKind): AnswerForm {
  const { seconds } = ANSWER_KINDS[kind];
  return formOf({
    kind,
    id: null,
    name: '',
    address: '',
    headers: [],
    model: null,
    system: '',
    parameters: {
      temperature: null,
      maxTokens: null,
      topP: null,
      frequencyPenalty: null,
      presencePenalty: null,
      safePrompt: null,
    },
    stream: true,
    timeouts: { firstByte: seconds, betweenBytes: seconds },
    prices: null,
  });
}

/** The form of a source as it is kept. */
export function answerForm(source: AnswerSource): AnswerForm {
  return formOf(source);
}

/** The form of a configuration that was pasted. Its key is not in it: it goes into its field. */
export function importedForm({ draft }: ImportedSource): AnswerForm {
  return formOf({ ...draft, headers: [] });
}

type Kept = Omit<AnswerSource, 'id' | 'demo' | 'hasKey' | 'nearby'> & { readonly id: string | null };

function formOf({
  kind,
  id,
  name,
  address,
  headers,
  model,
  system,
  parameters,
  stream,
  timeouts,
  prices,
}: Kept): AnswerForm {
  return {
    kind,
    id,
    name,
    address,
    key: 'keep',
    headers: rowsOf(headers),
    model: model ?? '',
    system,
    stream,
    safePrompt: parameters.safePrompt,
    numbers: {
      temperature: textOf(parameters.temperature),
      maxTokens: textOf(parameters.maxTokens),
      topP: textOf(parameters.topP),
      frequencyPenalty: textOf(parameters.frequencyPenalty),
      presencePenalty: textOf(parameters.presencePenalty),
      firstByte: textOf(timeouts.firstByte),
      betweenBytes: textOf(timeouts.betweenBytes),
      inputPrice: textOf(prices?.input ?? null),
      outputPrice: textOf(prices?.output ?? null),
    },
    currency: prices?.currency ?? '',
  };
}

/** What the form asks main to keep, or the field that cannot be read yet. */
export function toAnswerDraft(
  form: AnswerForm,
  base: FormBase,
  secretIn: ReadSecret,
): AnswerSourceDraft | { readonly problem: NumberField | 'currency' } {
  const values = readNumbers(form.numbers);
  if ('problem' in values) return values;
  const { temperature, maxTokens, topP, frequencyPenalty, presencePenalty } = values;
  const { firstByte, betweenBytes, inputPrice, outputPrice } = values;
  if (firstByte === null) return { problem: 'firstByte' };
  if (betweenBytes === null) return { problem: 'betweenBytes' };
  const priced = inputPrice !== null || outputPrice !== null;
  const currency = form.currency.trim().toUpperCase();
  if (priced && !CURRENCY.test(currency)) return { problem: 'currency' };

  const { kind, model, system, stream, safePrompt } = form;
  const key = keyOf(form.key, secretIn);
  return {
    kind,
    ...base,
    ...(key === undefined ? {} : { key }),
    headers: headersOf(form.headers, secretIn),
    model: model.trim() || null,
    system,
    parameters: { temperature, maxTokens, topP, frequencyPenalty, presencePenalty, safePrompt },
    stream,
    timeouts: { firstByte, betweenBytes },
    // Half a price is one of a server that charges nothing for the other half.
    prices: priced ? { input: inputPrice ?? 0, output: outputPrice ?? 0, currency } : null,
  };
}

function readNumbers(typed: Numbers): Record<NumberField, number | null> | { readonly problem: NumberField } {
  const read = NUMBER_FIELDS.map((field) => [field, readNumber(field, typed[field])] as const);
  const bad = read.find(([, value]) => value === undefined);
  return bad ? { problem: bad[0] } : (Object.fromEntries(read) as Record<NumberField, number | null>);
}

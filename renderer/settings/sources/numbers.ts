/** A number of the form of a source of answers, as text until it is saved. */
export type NumberField = keyof typeof NUMBERS;

interface Range {
  readonly least: number;
  readonly most: number;
  readonly whole: boolean;
}

/** What main takes. An empty field leaves the value to the server, but for the two limits of time. */
export const NUMBERS = {
  temperature: { least: 0, most: 2, whole: false },
  maxTokens: { least: 1, most: 1_000_000, whole: true },
  topP: { least: 0, most: 1, whole: false },
  frequencyPenalty: { least: -2, most: 2, whole: false },
  presencePenalty: { least: -2, most: 2, whole: false },
  firstByte: { least: 1, most: 86_400, whole: true },
  betweenBytes: { least: 1, most: 86_400, whole: true },
  inputPrice: { least: 0, most: 1_000_000, whole: false },
  outputPrice: { least: 0, most: 1_000_000, whole: false },
} as const satisfies Record<string, Range>;

export const NUMBER_FIELDS = Object.keys(NUMBERS) as readonly NumberField[];

export type Numbers = Readonly<Record<NumberField, string>>;

/** `null` for an empty field, `undefined` for what is no number of this field. A comma is a decimal point too. */
export function readNumber(field: NumberField, typed: string): number | null | undefined {
  const text = typed.trim().replace(',', '.');
  if (text === '') return null;
  const { least, most, whole }: Range = NUMBERS[field];
  const value = /^[-+]?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : Number.NaN;
  return value >= least && value <= most && (!whole || Number.isInteger(value)) ? value : undefined;
}

/** The text for a number; empty for none. */
export function textOf(value: number | null): string {
  return value === null ? '' : String(value);
}

import type { SourceDraft, SourceHeader } from '../../../preload/contract.ts';

/** One header as it stands in the form. The text of a secret is never here: it lives in its field only. */
export interface HeaderRow {
  /** Tells rows apart while their names change. */
  readonly row: number;
  readonly name: string;
  readonly secret: boolean;
  /** Of a header that is no secret. */
  readonly value: string;
  /** The name under which the keychain has a value; the value does not follow to another name. */
  readonly keptAs: string | null;
  /** The kept value is to be replaced by what is typed. */
  readonly replacing: boolean;
}

/** Reads what was typed into a secret field: `key`, or `header <row>`. */
export type ReadSecret = (field: string) => string;

export function headerField(row: number): string {
  return `header ${row}`;
}

/** The rows of a source as it is kept. */
export function rowsOf(headers: readonly SourceHeader[]): readonly HeaderRow[] {
  return headers.map(({ name, value }, row) => ({
    row,
    name,
    secret: value === null,
    value: value ?? '',
    keptAs: value === null ? name : null,
    replacing: false,
  }));
}

/** A row for one more header, secret unless said otherwise: most headers a person adds are a key. */
export function newHeader(rows: readonly HeaderRow[]): HeaderRow {
  const row = Math.max(-1, ...rows.map((each) => each.row)) + 1;
  return { row, name: '', secret: true, value: '', keptAs: null, replacing: false };
}

/** Whether the keychain has the value of this header and it will stay. */
export function isKept({ name, secret, keptAs }: HeaderRow): boolean {
  return secret && keptAs !== null && name.trim().toLowerCase() === keptAs.toLowerCase();
}

type DraftHeader = Extract<SourceDraft, { kind: 'agui' }>['headers'][number];

/** What the rows ask main to keep. A row nobody has written in is not a header. */
export function headersOf(rows: readonly HeaderRow[], secretIn: ReadSecret): readonly DraftHeader[] {
  return rows
    .map((each) => header(each, secretIn(headerField(each.row))))
    .filter(({ name, value }) => name.trim() !== '' || value !== '');
}

function header(row: HeaderRow, typed: string): DraftHeader {
  const { name, secret } = row;
  if (!secret) return { name, value: row.value, secret };
  return { name, value: typed === '' && isKept(row) ? null : typed, secret };
}

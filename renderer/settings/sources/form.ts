import type {
  AgentSource,
  AgentSourceKind,
  AguiSource,
  GatewaySource,
  SourceDraft,
} from '../../../preload/contract.ts';

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

interface FormBase {
  /** `null` while it is new. */
  readonly id: string | null;
  readonly name: string;
  readonly address: string;
}

export interface GatewayForm extends FormBase {
  readonly kind: 'gateway';
  /** What becomes of the key that is kept. */
  readonly key: 'keep' | 'replace' | 'forget';
  readonly model: string;
}

export interface AguiForm extends FormBase, Omit<AguiSource, keyof FormBase | 'demo' | 'headers' | 'idleSeconds'> {
  readonly headers: readonly HeaderRow[];
  readonly idleSeconds: string;
}

export type SourceForm = GatewayForm | AguiForm;

/** Reads what was typed into a secret field: `key`, or `header <row>`. */
export type ReadSecret = (field: string) => string;

export const KEY_FIELD = 'key';

export function headerField(row: number): string {
  return `header ${row}`;
}

/** The form of a source that does not exist yet. */
export function newForm(kind: AgentSourceKind): SourceForm {
  const base = { id: null, name: '', address: '' };
  if (kind === 'gateway') return { kind, ...base, key: 'keep', model: '' };
  return {
    kind,
    ...base,
    headers: [],
    protocol: '1.0',
    forwardedProps: '',
    openWebuiPreset: false,
    idleSeconds: '120',
    tools: { openUrl: false, copyToClipboard: false },
  };
}

/** The form of a source as it is kept. */
export function formOf(source: AgentSource): SourceForm {
  return source.kind === 'gateway' ? gatewayForm(source) : aguiForm(source);
}

function gatewayForm({ id, name, address, model }: GatewaySource): GatewayForm {
  return { kind: 'gateway', id, name, address, key: 'keep', model: model ?? '' };
}

function aguiForm({ demo: _demo, ...source }: AguiSource): AguiForm {
  return {
    ...source,
    idleSeconds: String(source.idleSeconds),
    headers: source.headers.map(({ name, value }, row) => ({
      row,
      name,
      secret: value === null,
      value: value ?? '',
      keptAs: value === null ? name : null,
      replacing: false,
    })),
  };
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

/**
 * Whether a typed address leads to another server than the kept one, so that main will forget the secrets. Main decides;
 * this is for the warning before.
 */
export function leadsElsewhere(typed: string, kept: string): boolean {
  const text = typed.trim();
  const before = URL.parse(kept);
  const after = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `${before?.protocol ?? 'https:'}//${text}`);
  const usable = after?.protocol === 'https:' || after?.protocol === 'http:';
  return before !== null && usable && before.origin !== after.origin;
}

/** The host of a typed address: the name a source gets when a person gives it none. */
export function hostOf(typed: string): string {
  const text = typed.trim();
  return URL.parse(/^https?:\/\//i.test(text) ? text : `https://${text}`)?.hostname ?? '';
}

/** What the form asks main to keep, or the field that cannot be read yet. */
export function toDraft(form: SourceForm, secretIn: ReadSecret): SourceDraft | { readonly problem: 'idle' } {
  const base = { id: form.id, name: form.name.trim() || hostOf(form.address), address: form.address };
  if (form.kind === 'gateway') {
    const key = keyOf(form, secretIn(KEY_FIELD));
    return { kind: 'gateway', ...base, model: form.model.trim() || null, ...(key === undefined ? {} : { key }) };
  }
  const idleSeconds = readIdle(form.idleSeconds);
  if (idleSeconds === null) return { problem: 'idle' };
  const { protocol, forwardedProps, openWebuiPreset, tools } = form;
  const headers = form.headers.map((each) => header(each, secretIn(headerField(each.row)))).filter(isFilled);
  return { kind: 'agui', ...base, headers, protocol, forwardedProps, openWebuiPreset, idleSeconds, tools };
}

function keyOf({ key }: GatewayForm, typed: string): string | null | undefined {
  if (key === 'forget') return null;
  return typed.trim() === '' ? undefined : typed;
}

type DraftHeader = Extract<SourceDraft, { kind: 'agui' }>['headers'][number];

function header(row: HeaderRow, typed: string): DraftHeader {
  const { name, secret } = row;
  if (!secret) return { name, value: row.value, secret };
  return { name, value: typed === '' && isKept(row) ? null : typed, secret };
}

/** A row nobody has written in is not a header. */
function isFilled({ name, value }: DraftHeader): boolean {
  return name.trim() !== '' || value !== '';
}

/** Seconds, within what main takes. */
function readIdle(text: string): number | null {
  const seconds = Number(text.trim());
  return Number.isInteger(seconds) && seconds >= 5 && seconds <= 86_400 ? seconds : null;
}

import type { AguiSource, GatewaySource, Source, SourceDraft, SourceKind } from '../../../preload/contract.ts';
import { type AnswerForm, answerForm, newAnswerForm, toAnswerDraft } from './answer-form.ts';
import { type HeaderRow, headersOf, type ReadSecret, rowsOf } from './header-form.ts';
import { type KeyChange, keyOf } from './key-form.ts';
import type { NumberField } from './numbers.ts';

/** What every form of a source has. */
export interface FormBase {
  /** `null` while it is new. */
  readonly id: string | null;
  readonly name: string;
  readonly address: string;
}

export interface GatewayForm extends FormBase {
  readonly kind: 'gateway';
  readonly key: KeyChange;
  readonly model: string;
}

export interface AguiForm extends FormBase, Omit<AguiSource, keyof FormBase | 'demo' | 'headers' | 'idleSeconds'> {
  readonly headers: readonly HeaderRow[];
  readonly idleSeconds: string;
}

export type SourceForm = GatewayForm | AguiForm | AnswerForm;

/** The form of a source that does not exist yet. */
export function newForm(kind: SourceKind): SourceForm {
  const base = { id: null, name: '', address: '' };
  switch (kind) {
    case 'gateway':
      return { kind, ...base, key: 'keep', model: '' };
    case 'agui':
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
    default:
      return newAnswerForm(kind);
  }
}

/** The form of a source as it is kept. */
export function formOf(source: Source): SourceForm {
  switch (source.kind) {
    case 'gateway':
      return gatewayForm(source);
    case 'agui':
      return aguiForm(source);
    default:
      return answerForm(source);
  }
}

function gatewayForm({ id, name, address, model }: GatewaySource): GatewayForm {
  return { kind: 'gateway', id, name, address, key: 'keep', model: model ?? '' };
}

function aguiForm({ demo: _demo, ...source }: AguiSource): AguiForm {
  return { ...source, idleSeconds: String(source.idleSeconds), headers: rowsOf(source.headers) };
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
export function toDraft(
  form: SourceForm,
  secretIn: ReadSecret,
): SourceDraft | { readonly problem: 'idle' | 'currency' | NumberField } {
  const base = { id: form.id, name: form.name.trim() || hostOf(form.address), address: form.address };
  switch (form.kind) {
    case 'gateway': {
      const key = keyOf(form.key, secretIn);
      return { kind: 'gateway', ...base, model: form.model.trim() || null, ...(key === undefined ? {} : { key }) };
    }
    case 'agui': {
      const idleSeconds = readIdle(form.idleSeconds);
      if (idleSeconds === null) return { problem: 'idle' };
      const { protocol, forwardedProps, openWebuiPreset, tools } = form;
      const headers = headersOf(form.headers, secretIn);
      return { kind: 'agui', ...base, headers, protocol, forwardedProps, openWebuiPreset, idleSeconds, tools };
    }
    default:
      return toAnswerDraft(form, base, secretIn);
  }
}

/** Seconds, within what main takes. */
function readIdle(text: string): number | null {
  const seconds = Number(text.trim());
  return Number.isInteger(seconds) && seconds >= 5 && seconds <= 86_400 ? seconds : null;
}

import { create } from 'zustand';
import type { AppError, ImportedSource, Source, SourceKind } from '../../../preload/contract.ts';
import { formOf, newForm, type SourceForm } from './form.ts';

/** What is open in the section: a source, a new one of a kind, or the pasting of a configuration. */
export type Place = string;

export const IMPORT: Place = 'new import';
const NEW_KINDS: Readonly<Record<Place, SourceKind>> = {
  'new gateway': 'gateway',
  'new agui': 'agui',
  'new openai-compatible': 'openai-compatible',
  'new open-webui': 'open-webui',
  'new openai-connector': 'openai-connector',
  'new mistral-connector': 'mistral-connector',
};

interface FormsStore {
  /** `null`: the first source there is. */
  readonly open: Place | null;
  /** What was typed and is not saved, by place. It outlives a look at another page; the text of secrets does not. */
  readonly typed: Readonly<Record<Place, SourceForm>>;
  /** The source that was saved last, until something is typed again. */
  readonly saved: string | null;
  /** It is kept for this run, or gone, but disk or keychain did not follow. */
  readonly failure: AppError | null;
  /** What could not be taken of the configuration from which the form at a place was filled. */
  readonly imported: { readonly place: Place; readonly problems: ImportedSource['problems'] } | null;
}

export const useForms = create<FormsStore>(() => ({
  open: null,
  typed: {},
  saved: null,
  failure: null,
  imported: null,
}));

export function newPlace(kind: SourceKind): Place {
  return `new ${kind}`;
}

export function openPlace(open: Place | null): void {
  useForms.setState({ open, saved: null, failure: null });
}

/** The form to draw at a place. */
export function formAt(typed: Readonly<Record<Place, SourceForm>>, place: Place, source: Source | null): SourceForm {
  return typed[place] ?? (source ? formOf(source) : newForm(NEW_KINDS[place] ?? 'gateway'));
}

export function type(place: Place, form: SourceForm): void {
  useForms.setState(({ typed }) => ({ typed: { ...typed, [place]: form }, saved: null, failure: null }));
}

/** Opens the form of a new source filled with what was pasted. */
export function openImported(form: SourceForm, problems: ImportedSource['problems']): void {
  const place = newPlace(form.kind);
  type(place, form);
  useForms.setState({ open: place, imported: { place, problems } });
}

/** What was typed there is saved, or not wanted any more. */
export function forgetTyped(place: Place): void {
  useForms.setState(({ typed, imported }) => {
    const { [place]: _gone, ...rest } = typed;
    return { typed: rest, imported: imported?.place === place ? null : imported };
  });
}

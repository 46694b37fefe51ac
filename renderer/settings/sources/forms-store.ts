import { create } from 'zustand';
import type { AgentSource, AgentSourceKind, AppError } from '../../../preload/contract.ts';
import { formOf, newForm, type SourceForm } from './form.ts';

/** What is open in the section: a source, or a new one of a kind. */
export type Place = string;

interface FormsStore {
  /** `null`: the first source there is. */
  readonly open: Place | null;
  /** What was typed and is not saved, by place. It outlives a look at another page; the text of secrets does not. */
  readonly typed: Readonly<Record<Place, SourceForm>>;
  /** The source that was saved last, until something is typed again. */
  readonly saved: string | null;
  /** It is kept for this run, or gone, but disk or keychain did not follow. */
  readonly failure: AppError | null;
}

export const useForms = create<FormsStore>(() => ({ open: null, typed: {}, saved: null, failure: null }));

export function newPlace(kind: AgentSourceKind): Place {
  return kind === 'gateway' ? 'new gateway' : 'new agui';
}

export function openPlace(open: Place | null): void {
  useForms.setState({ open, saved: null, failure: null });
}

/** The form to draw at a place. */
export function formAt(
  typed: Readonly<Record<Place, SourceForm>>,
  place: Place,
  source: AgentSource | null,
): SourceForm {
  return typed[place] ?? (source ? formOf(source) : newForm(place === 'new gateway' ? 'gateway' : 'agui'));
}

export function type(place: Place, form: SourceForm): void {
  useForms.setState(({ typed }) => ({ typed: { ...typed, [place]: form }, saved: null, failure: null }));
}

/** What was typed there is saved, or not wanted any more. */
export function forgetTyped(place: Place): void {
  useForms.setState(({ typed }) => {
    const { [place]: _gone, ...rest } = typed;
    return { typed: rest };
  });
}

import type { TFunction } from 'i18next';
import { create } from 'zustand';
import type { AppError, SourceModels } from '../../preload/contract.ts';
import { call } from '../ui/bridge.ts';
import { fold } from '../ui/fold.ts';
import type { PickerItem } from '../ui/picker.tsx';

/** What a window knows of one source's models. */
export interface ModelsOf {
  readonly list: SourceModels | null;
  readonly loading: boolean;
  readonly error: AppError | null;
}

const UNASKED: ModelsOf = { list: null, loading: false, error: null };

/** The models of sources by their id, asked for when somebody wants to choose. */
export const useSourceModels = create<Readonly<Record<string, ModelsOf>>>(() => ({}));

/** For the selector: always the same object for a source nobody has asked about. */
export function modelsOf(all: Readonly<Record<string, ModelsOf>>, id: string): ModelsOf {
  return all[id] ?? UNASKED;
}

/** Gets the list main keeps, or with `refresh` a new one from the source. A failure leaves the list that is there. */
export async function loadSourceModels(id: string, refresh: boolean): Promise<void> {
  const before = modelsOf(useSourceModels.getState(), id);
  if (before.loading) return;
  useSourceModels.setState({ [id]: { ...before, loading: true } });
  const result = await call('sources.models', { id, refresh });
  const now: ModelsOf = result.ok
    ? { list: result.value, loading: false, error: null }
    : { list: before.list, loading: false, error: result.error };
  useSourceModels.setState({ [id]: now });
}

/** The rows of a list to choose from: the exact id, a name of its own, the size of the context, and whether it is off. */
export function modelItems(t: TFunction, language: string, list: SourceModels | null): readonly PickerItem[] {
  const details = new Map(list?.details.map((each) => [each.id, each]));
  return (list?.models ?? []).map((id) => {
    const { name = id, contextTokens = null, active = true } = details.get(id) ?? {};
    const notes = [name === id ? '' : name, active ? '' : t('sources.modelOff')].filter(Boolean);
    return {
      id,
      name: id,
      ...(notes.length > 0 ? { detail: notes.join(', ') } : {}),
      ...(contextTokens === null ? {} : { figure: contextSize(contextTokens, language) }),
    };
  });
}

/** Tokens as people name them: 128 k, 1 M. */
function contextSize(tokens: number, language: string): string {
  return new Intl.NumberFormat(language, { notation: 'compact', maximumFractionDigits: 0 }).format(tokens);
}

/** Whether the list says that the model is switched off by its server. */
export function isInactive(model: string, list: SourceModels | null): boolean {
  const wanted = model.trim();
  return list?.details.some(({ id, active }) => id === wanted && !active) ?? false;
}

const MOST_SUGGESTIONS = 4;

/**
 * Ids for a model that is not in the list: those a test found near, then those that differ from it in case only, or hold
 * it, or are held by it. None while nothing is typed, or when there is no list to tell.
 */
export function suggestionsFor(model: string, list: SourceModels | null, near: readonly string[]): readonly string[] {
  const wanted = model.trim();
  const known = list?.models ?? [];
  if (wanted.length < 2 || known.includes(wanted)) return [];
  const typed = fold(wanted);
  const alike = known.filter((id) => fold(id).includes(typed) || typed.includes(fold(id)));
  return [...new Set([...near, ...alike])].filter((id) => id !== wanted).slice(0, MOST_SUGGESTIONS);
}

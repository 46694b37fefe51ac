import type { TFunction } from 'i18next';
import type { AnswerSource, AnswerTarget, Source, SourceKind } from '../../../preload/contract.ts';
import type { ModelsOf } from '../../sources/models.ts';
import { targetKey } from '../../sources/target-words.ts';
import type { PickerItem } from '../../ui/picker.tsx';

export interface MeaningChoice {
  readonly target: AnswerTarget;
  readonly item: PickerItem;
}

/** Kinds of sources that make embeddings, and whether one does so without being told a model. */
const KINDS: Partial<Record<SourceKind, { readonly ownModel: boolean }>> = {
  'openai-connector': { ownModel: true },
  'mistral-connector': { ownModel: true },
  'openai-compatible': { ownModel: false },
};

export function canEmbed(source: Source): source is AnswerSource {
  return Object.hasOwn(KINDS, source.kind);
}

/** What can make the index: each source's own model where it has one, then those it lists, likely ones first. */
export function meaningChoices(
  t: TFunction,
  sources: readonly Source[],
  models: Readonly<Record<string, ModelsOf>>,
): readonly MeaningChoice[] {
  return sources.filter(canEmbed).flatMap((source) => {
    const listed = models[source.id]?.list?.models.map((model) => choice(source, model, model)) ?? [];
    const own = KINDS[source.kind]?.ownModel ? [choice(source, null, t('meaning.ownModel'))] : [];
    return [...own, ...listed.toSorted((a, b) => unlikeliness(a) - unlikeliness(b))];
  });
}

/** Rows for a model that no list holds, in its exact spelling. */
export function typedChoices(
  sources: readonly Source[],
  query: string,
  listed: readonly MeaningChoice[],
): readonly MeaningChoice[] {
  const model = query.trim();
  if (model === '') return [];
  const known = new Set(listed.map(({ item }) => item.id));
  return sources
    .filter(canEmbed)
    .map((source) => choice(source, model, model))
    .filter(({ item }) => !known.has(item.id));
}

function choice({ id, name }: AnswerSource, model: string | null, words: string): MeaningChoice {
  const target = { sourceId: id, model };
  return { target, item: { id: targetKey(target), name: words, detail: name } };
}

/** Models of embeddings say so in their name more often than not. */
function unlikeliness({ target }: MeaningChoice): number {
  return /embed|minilm|\bbge|\be5|\bgte/i.test(target.model ?? '') ? 0 : 1;
}

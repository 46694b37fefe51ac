import type { TFunction } from 'i18next';
import type { AnswerSource, AnswerTarget, ModelList, Source } from '../../preload/contract.ts';
import type { PickerItem } from '../ui/picker.tsx';
import type { ModelsOf } from './models.ts';
import { HALEXT, placeName, targetKey } from './target-words.ts';

/** A row of the picker and whom it stands for. */
export interface TargetRow {
  readonly target: AnswerTarget;
  readonly item: PickerItem;
}

/** What the rows are made from. `halext` is `null` when no account is open. */
export interface Offered {
  readonly sources: readonly Source[];
  readonly models: Readonly<Record<string, ModelsOf>>;
  readonly halext: ModelList | 'unasked' | null;
}

/** Everybody who can be asked: Halext's models, each source of answers with its models, each agent once. */
export function targetRows(t: TFunction, { sources, models, halext }: Offered): readonly TargetRow[] {
  return [
    ...(halext === null ? [] : halextRows(t, halext === 'unasked' ? null : halext)),
    ...sources.flatMap((source) =>
      isAnswerSource(source) ? answerRows(t, source, models[source.id]) : [agentRow(t, source)],
    ),
  ];
}

/** Rows for a name that no list holds: its exact spelling, at each source of answers. */
export function typedRows(t: TFunction, sources: readonly Source[], query: string, listed: readonly TargetRow[]) {
  const model = query.trim();
  if (model === '') return [];
  const known = new Set(listed.map(({ target }) => targetKey(target)));
  return sources
    .filter(isAnswerSource)
    .filter((source) => source.model !== model && !known.has(targetKey({ sourceId: source.id, model })))
    .map((source): TargetRow => row({ sourceId: source.id, model }, model, source.name, [t('targets.asTyped')]));
}

/** The row that stands for a target: a model named outright that is also the source's own is the same. */
export function rowOf(rows: readonly TargetRow[], target: AnswerTarget | null, sources: readonly Source[]) {
  if (target === null) return null;
  const source = sources.find((each) => each.id === target.sourceId);
  const isOwn = source !== undefined && source.kind !== 'agui' && source.model === target.model;
  const key = targetKey(isOwn ? { ...target, model: null } : target);
  return rows.find((each) => each.item.id === key) ?? null;
}

export function isAnswerSource(source: Source): source is AnswerSource {
  return source.kind !== 'gateway' && source.kind !== 'agui';
}

function halextRows(t: TFunction, list: ModelList | null): TargetRow[] {
  const own = row({ sourceId: HALEXT, model: null }, t('targets.serversChoice'), t('targets.halext'), []);
  const named = (list?.models ?? []).map(({ id }) => row({ sourceId: HALEXT, model: id }, id, t('targets.halext'), []));
  return [own, ...named];
}

function answerRows(t: TFunction, source: AnswerSource, models: ModelsOf | undefined): TargetRow[] {
  const { id, name, model, nearby } = source;
  const place = [placeName(t, nearby ? 'nearby' : 'public'), ...demoWord(t, source)];
  const details = new Map(models?.list?.details.map((each) => [each.id, each]));
  const others = (models?.list?.models ?? []).filter((each) => each !== model && details.get(each)?.active !== false);
  return [
    row({ sourceId: id, model: null }, model ?? t('targets.sourcesChoice'), name, [t('targets.default'), ...place]),
    ...others.map((each) => row({ sourceId: id, model: each }, each, name, place)),
  ];
}

function agentRow(t: TFunction, source: Exclude<Source, AnswerSource>): TargetRow {
  const kind = source.kind === 'gateway' ? t('targets.gateway') : t('targets.agui');
  return row({ sourceId: source.id, model: null }, source.name, kind, demoWord(t, source));
}

function demoWord(t: TFunction, source: Source): string[] {
  return source.demo ? [t('app.demo')] : [];
}

function row(target: AnswerTarget, name: string, detail: string, facts: readonly string[]): TargetRow {
  const item = { id: targetKey(target), name, detail, ...(facts.length > 0 ? { figure: facts.join(' · ') } : {}) };
  return { target, item };
}

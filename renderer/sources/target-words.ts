import type { TFunction } from 'i18next';
import type { AnswerTarget, Source } from '../../preload/contract.ts';
import { sourceOf } from './store.ts';

/** The id by which a target means the AI of the Halext server of the open account. */
export const HALEXT = 'halext';

/** What can be said of a target before anybody is asked. */
export interface TargetWords {
  /** What the source is called. */
  readonly source: string;
  /** `null`: whatever the source takes by itself. */
  readonly model: string | null;
  /** `null` where it is not known: Halext's own servers and agents. */
  readonly place: 'nearby' | 'public' | null;
  readonly demo: boolean;
  /** The source was removed. */
  readonly gone: boolean;
}

export function targetWords(t: TFunction, target: AnswerTarget, sources: readonly Source[]): TargetWords {
  if (target.sourceId === HALEXT) {
    return { source: t('targets.halext'), model: target.model, place: null, demo: false, gone: false };
  }
  const source = sourceOf(sources, target.sourceId);
  if (source === null) {
    return { source: t('targets.gone'), model: target.model, place: null, demo: false, gone: true };
  }
  return {
    source: source.name,
    model: target.model ?? (source.kind === 'agui' ? null : source.model),
    place: 'nearby' in source ? (source.nearby ? 'nearby' : 'public') : null,
    demo: source.demo,
    gone: false,
  };
}

/** Source and model in one line, as people name whom they ask. */
export function targetName(t: TFunction, target: AnswerTarget, sources: readonly Source[]): string {
  const { source, model } = targetWords(t, target, sources);
  return model === null ? source : t('targets.named', { source, model });
}

export function placeName(t: TFunction, place: NonNullable<TargetWords['place']>): string {
  return place === 'nearby' ? t('targets.nearby') : t('targets.public');
}

export function sameTarget(one: AnswerTarget | null, other: AnswerTarget | null): boolean {
  return one?.sourceId === other?.sourceId && one?.model === other?.model;
}

/** One word for a target, the same for equal ones and fit for an id of the page. */
export function targetKey({ sourceId, model }: AnswerTarget): string {
  const source = encodeURIComponent(sourceId);
  return model === null ? source : `${source}/${encodeURIComponent(model)}`;
}

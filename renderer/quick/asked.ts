import { useTranslation } from 'react-i18next';
import type { AnswerTarget, Conversation, SessionState, Settings, Source } from '../../preload/contract.ts';
import { hasServer, useApp } from '../app/store.ts';
import { useList } from '../chat/list-store.ts';
import { useModels } from '../chat/models-store.ts';
import { defaultChain } from '../sources/chain.ts';
import { sourceOf, useSources } from '../sources/store.ts';
import { HALEXT, targetWords } from '../sources/target-words.ts';
import { type QuickState, useQuick } from './store.ts';

/** What decides who is asked next. */
export interface Circumstances {
  readonly picked: AnswerTarget | null;
  /** The conversation the question goes to, when that is known. */
  readonly place: Conversation | null;
  readonly settings: Pick<Settings, 'quick' | 'answers'>;
  readonly session: SessionState;
  readonly sources: readonly Source[];
  /** An empty list of sources means that there are none. */
  readonly known: boolean;
}

/**
 * Who is asked next: the one picked here, else whoever answers in the conversation that was chosen, else the setting's,
 * else the Halext server, else the first source there is. `null`: there is nobody.
 */
export function whoIsAsked(now: Circumstances): AnswerTarget | null {
  const { picked, place, settings, session, sources, known } = now;
  const server = hasServer(session);
  const isThere = (target: AnswerTarget | null | undefined): target is AnswerTarget =>
    target?.sourceId === HALEXT ? server : !!target && (!known || sourceOf(sources, target.sourceId) !== null);
  const halext = { sourceId: HALEXT, model: settings.quick.modelId };
  const wanted = [
    picked,
    place?.local ? place.local.chain[0] : place && halext,
    settings.quick.source,
    halext,
    defaultChain(settings.answers.chain, sources)[0],
  ];
  return wanted.find(isThere) ?? null;
}

/** The place a question may go to when `target` is asked: the server keeps its own, and this computer the others. */
export function placeFor(target: AnswerTarget, place: Conversation | null): Conversation | null {
  return place !== null && (target.sourceId === HALEXT) === (place.local === null) ? place : null;
}

/** The conversation chosen with "go on with", or that of the question shown. */
export function chosenPlace({ chosenId }: QuickState): Conversation | null {
  return chosenId === null ? null : (useList.getState().conversations.get(chosenId) ?? null);
}

/** Who is asked next, outside of drawing. */
export function askedNow(): AnswerTarget | null {
  const { settings, session } = useApp.getState();
  const { sources, known } = useSources.getState();
  const quick = useQuick.getState();
  return whoIsAsked({ picked: quick.picked, place: chosenPlace(quick), settings, session, sources, known });
}

/** Who is asked next. */
export function useAsked(): AnswerTarget | null {
  const settings = useApp((state) => state.settings);
  const session = useApp((state) => state.session);
  const { sources, known } = useSources();
  const picked = useQuick((state) => state.picked);
  const chosenId = useQuick((state) => state.chosenId);
  const place = useList((state) => (chosenId === null ? null : (state.conversations.get(chosenId) ?? null)));
  return whoIsAsked({ picked, place, settings, session, sources, known });
}

/** Whether there is somebody to ask. */
export function useMayAsk(): boolean {
  return useAsked() !== null;
}

/** The name and the model of whoever is asked next. The model of the server's conversation is the server's to say. */
export function useAskedWords(): { readonly name: string; readonly model: string | null; readonly demo: boolean } {
  const { t } = useTranslation();
  const target = useAsked();
  const sources = useSources((state) => state.sources);
  const ofServer = useServerModel();
  if (target === null) return { name: t('targets.choose'), model: null, demo: false };
  if (target.sourceId === HALEXT) return { name: t('targets.halext'), model: ofServer, demo: false };
  const { source, model, demo } = targetWords(t, target, sources);
  return { name: source, model, demo };
}

/** The model of a question to the Halext server: picked here, else the setting's, else the conversation's. */
export function useServerModel(): string | null {
  const picked = useQuick((state) => state.modelId);
  const setting = useApp((state) => state.settings.quick.modelId);
  const placeId = useQuick((state) => state.chosenId ?? state.target?.conversation?.id ?? null);
  const ofPlace = useList((state) => (placeId === null ? null : (state.conversations.get(placeId)?.modelId ?? null)));
  const ofServer = useModels((state) => state.list?.defaultId ?? null);
  return picked ?? setting ?? ofPlace ?? ofServer;
}

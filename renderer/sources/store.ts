import { useMemo } from 'react';
import { create } from 'zustand';
import type { AgentSource, AnswerSource, AppError, Source } from '../../preload/contract.ts';
import { call, on } from '../ui/bridge.ts';

interface SourcesStore {
  /** In the order of main; those of the demo workspace first. Empty until main has answered. */
  readonly sources: readonly Source[];
  /** Whether main has told them; until then an empty list means nothing. */
  readonly known: boolean;
  /** Why they could not be asked for. */
  readonly error: AppError | null;
}

/** The sources of agents and of answers. Every screen that offers them follows the same list. */
export const useSources = create<SourcesStore>(() => ({ sources: [], known: false, error: null }));

/** Asks for the list and follows its changes until the returned function is called. */
export function followSources(): () => void {
  const take = (sources: readonly Source[]) => useSources.setState({ sources, known: true, error: null });
  let told = false;
  let following = true;
  const stop = on('sources', (sources) => {
    told = true;
    take(sources);
  });
  void call('sources.list', null).then((result) => {
    // What was told meanwhile is newer than the answer.
    if (told || !following) return;
    if (result.ok) take(result.value);
    else useSources.setState({ error: result.error });
  });
  return () => {
    following = false;
    stop();
  };
}

/** Those that tasks can be given to. */
export function agentsAmong(sources: readonly Source[]): readonly AgentSource[] {
  return sources.filter((source): source is AgentSource => source.kind === 'gateway' || source.kind === 'agui');
}

export function useAgents(): readonly AgentSource[] {
  const sources = useSources((state) => state.sources);
  return useMemo(() => agentsAmong(sources), [sources]);
}

/** Whether it answers one question at a time, and keeps nothing of it. */
export function isAnswerSource(source: Source): source is AnswerSource {
  return source.kind !== 'gateway' && source.kind !== 'agui';
}

/** The source with this id; `null` when it is gone, or not known yet. */
export function sourceOf<S extends Source>(sources: readonly S[], id: string | null): S | null {
  return sources.find((each) => each.id === id) ?? null;
}

/** Puts a source that main has just answered into the list; the topic follows, perhaps a moment later. */
export function takeSource(source: Source): void {
  useSources.setState(({ sources }) => {
    const known = sources.some((each) => each.id === source.id);
    return { sources: known ? sources.map((each) => (each.id === source.id ? source : each)) : [...sources, source] };
  });
}

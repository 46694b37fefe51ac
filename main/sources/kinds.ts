import type { AgentSource, AgentSourceKind, AnswerSource, Source } from '../../preload/contract.ts';

const AGENTS: ReadonlySet<string> = new Set<AgentSourceKind>(['gateway', 'agui']);

/** Whether tasks can be given to it; every other source answers questions. */
export function isAgent(source: Source): source is AgentSource {
  return AGENTS.has(source.kind);
}

export function answersQuestions(source: Source): source is AnswerSource {
  return !isAgent(source);
}

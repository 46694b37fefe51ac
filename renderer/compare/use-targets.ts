import { useEffect, useMemo } from 'react';
import type { AnswerTarget } from '../../preload/contract.ts';
import { useApp } from '../app/store.ts';
import { followSources, useSources } from '../sources/store.ts';
import { startComparison } from './actions.ts';
import { FEWEST, firstTargets, standing } from './columns.ts';
import { columnFor, giveToField, openComparison, useCompare } from './compare-store.ts';
import { takeWanted, useCompareView } from './view.ts';

/** Whom a comparison may begin with, and whether that is known yet. */
export interface Targets {
  readonly known: boolean;
  readonly begin: readonly AnswerTarget[];
}

/** Follows the sources, and gives the page its columns as long as no comparison is open. */
export function useTargets(): Targets {
  const { sources, known } = useSources();
  const signedIn = useApp(({ session }) => session.kind === 'signedIn');
  const begin = useMemo(() => standing(sources, signedIn), [sources, signedIn]);
  const fresh = useCompare(({ opened }) => opened.kind === 'none');
  useEffect(followSources, []);
  useEffect(() => {
    if (!known || !fresh) return;
    const { columns } = useCompare.getState();
    const before = columns.map(({ target }) => target);
    const last = before.length > 0 ? before : useApp.getState().settings.answers.compare;
    const targets = firstTargets(last, begin, sources);
    const kept = targets.map((target) => columns.find((each) => each.target === target) ?? columnFor(target));
    useCompare.setState({ columns: kept });
  }, [known, fresh, begin, sources]);
  return { known, begin };
}

/** Does what the page was opened for, once it is known who can be asked. */
export function useWanted({ known }: Targets): void {
  const wanted = useCompareView((state) => state.wanted);
  useEffect(() => {
    if (wanted === null || !known) return;
    const now = takeWanted();
    if (now?.kind === 'open') void openComparison(now.conversationId);
    if (now?.kind !== 'ask') return;
    void askWanted(now.prompt);
  }, [wanted, known]);
}

/** Asks a prompt from elsewhere at once. When that cannot be, it stands in the field. */
async function askWanted(prompt: string): Promise<void> {
  const enough = useCompare.getState().columns.length >= FEWEST;
  if (!enough || !(await startComparison(prompt))) giveToField(prompt);
}

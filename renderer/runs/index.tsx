import './runs.css';
import './run.css';
import './timeline.css';
import { useEffect } from 'react';
import { useApp } from '../app/store.ts';
import { followSources } from '../sources/store.ts';
import { NewRun } from './new-run.tsx';
import { NothingShown } from './nothing-shown.tsx';
import { RunPane } from './run-pane.tsx';
import { closeRun, followRun, leaveRun, openRun } from './run-store.ts';
import { RunsPane } from './runs-pane.tsx';
import { useRuns } from './runs-store.ts';
import { followSearch } from './search-store.ts';
import { showNothing, useRunsView } from './view.ts';

/** Runs on the left, the open one or the form of a new task on the right. `inert`: another page lies over it. */
export default function RunsPage({ inert }: { inert: boolean }) {
  const listOpen = useApp((state) => state.listOpen);
  const shown = useRunsView((state) => state.shown);
  useEffect(() => {
    const stops = [followRun(), followSources(), followSearch()];
    return () => {
      for (const stop of stops) stop();
      closeRun();
    };
  }, []);
  useShownRun(shown.kind === 'run' ? shown.id : null, inert);
  return (
    // The two panes of the chat page, with their way of folding.
    <main
      className="chat runs"
      data-list={shown.kind === 'nothing' ? 'alone' : listOpen ? 'open' : 'folded'}
      inert={inert}
      onPointerDown={(event) => {
        if (listOpen && event.target instanceof Element && !event.target.closest('.list')) foldList();
      }}
      onKeyDown={(event) => {
        if (listOpen && event.key === 'Escape' && !event.defaultPrevented) foldList();
      }}
    >
      <RunsPane />
      {shown.kind === 'run' && <RunPane key={shown.id} />}
      {shown.kind === 'newRun' && <NewRun />}
      {shown.kind === 'nothing' && <NothingShown />}
    </main>
  );
}

function foldList(): void {
  useApp.setState({ listOpen: false });
}

/** Keeps the open run in step with what the page shows; behind another page nobody looks at it. */
function useShownRun(id: number | null, inert: boolean): void {
  useEffect(() => {
    if (id === null) {
      closeRun();
      return;
    }
    if (inert) return;
    void openRun(id);
    return leaveRun;
  }, [id, inert]);
  // A run that was deleted, here or by its age, is not shown any more.
  useEffect(() => {
    if (id === null) return;
    return useRuns.subscribe((now, before) => {
      if (before.runs.has(id) && !now.runs.has(id)) showNothing();
    });
  }, [id]);
}

import { useContext, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Source } from '../../../preload/contract.ts';
import { followSources, isAnswerSource, sourceOf, useSources } from '../../sources/store.ts';
import { errorSentence } from '../../ui/error-sentence.ts';
import { Note } from '../../ui/note.tsx';
import { Shown } from '../line.tsx';
import { AddAgent, AddAnswers } from '../sources/add-source.tsx';
import { DemoSource } from '../sources/demo-source.tsx';
import { IMPORT, type Place, useForms } from '../sources/forms-store.ts';
import { ImportPanel } from '../sources/import-panel.tsx';
import { SourceEditor } from '../sources/source-editor.tsx';
import { SourceGroup } from '../sources/source-list.tsx';
import { followTests } from '../sources/test-store.ts';
import '../sources/sources.css';

/** The sources at the left, one of them, or a new one, at the right. */
export function SourcesSection() {
  const shown = useContext(Shown);
  const sources = useSources((state) => state.sources);
  const place = useOpenPlace(sources);
  const list = useRef<HTMLDivElement>(null);
  useEffect(followSources, []);
  useEffect(followTests, []);

  const of = (kind: Source['kind']) => sources.filter((each) => each.kind === kind);
  const groups = [
    { text: shown.get('answerSources'), sources: sources.filter(isAnswerSource), add: <AddAnswers /> },
    { text: shown.get('gateways'), sources: of('gateway'), add: <AddAgent kind="gateway" /> },
    { text: shown.get('agents'), sources: of('agui'), add: <AddAgent kind="agui" /> },
  ];
  return (
    <div className="sources">
      <div className="source-panes">
        <div ref={list} tabIndex={-1} className="source-list">
          <Failure />
          {groups.map(
            ({ text, ...group }) => text && <SourceGroup key={text.id} {...group} text={text} open={place} />,
          )}
        </div>
        <div className="source-pane">
          <Opened place={place} sources={sources} onGone={() => list.current?.focus()} />
        </div>
      </div>
    </div>
  );
}

/** What is open, or else the first source; `null` where there is nothing to open. */
function useOpenPlace(sources: readonly Source[]): Place | null {
  const open = useForms((state) => state.open);
  const isThere = open?.startsWith('new ') || sourceOf(sources, open) !== null;
  return isThere ? open : (firstOf(sources)?.id ?? null);
}

/** The one at the top of the list. */
function firstOf(sources: readonly Source[]): Source | undefined {
  return sources.find(isAnswerSource) ?? sources.find(({ kind }) => kind === 'gateway') ?? sources[0];
}

interface OpenedProps {
  readonly place: Place | null;
  readonly sources: readonly Source[];
  readonly onGone: () => void;
}

function Opened({ place, sources, onGone }: OpenedProps) {
  const { t } = useTranslation();
  const known = useSources((state) => state.known);
  const source = sourceOf(sources, place);
  if (place === IMPORT) return <ImportPanel />;
  if (place === null) return known ? <p className="soft">{t('sources.none')}</p> : null;
  if (source?.demo) return <DemoSource source={source} />;
  return <SourceEditor key={place} place={place} source={source} onGone={onGone} />;
}

/** What could not be asked for, written or forgotten. */
function Failure() {
  const { t } = useTranslation();
  const failure = useForms((state) => state.failure);
  const error = useSources((state) => state.error);
  if (failure) {
    return (
      <Note kind="bad" live>
        {failure.kind === 'keychain' ? t('sources.notForgotten') : t('sources.notWritten')}
      </Note>
    );
  }
  return error && <Note kind="bad">{errorSentence(t, error)}</Note>;
}

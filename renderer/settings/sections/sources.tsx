import { useContext, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { AgentSource } from '../../../preload/contract.ts';
import { followSources, sourceOf, useAgents, useSources } from '../../sources/store.ts';
import { errorSentence } from '../../ui/error-sentence.ts';
import { Note } from '../../ui/note.tsx';
import { Shown } from '../line.tsx';
import { DemoSource } from '../sources/demo-source.tsx';
import { type Place, useForms } from '../sources/forms-store.ts';
import { SourceEditor } from '../sources/source-editor.tsx';
import { SourceGroup } from '../sources/source-list.tsx';
import '../sources/sources.css';

/** The sources of agents at the left, one of them, or a new one, at the right. */
export function SourcesSection() {
  const shown = useContext(Shown);
  const sources = useAgents();
  const place = useOpenPlace(sources);
  const list = useRef<HTMLDivElement>(null);
  useEffect(followSources, []);

  const [gateways, agents] = [shown.get('gateways'), shown.get('agents')];
  const groups = [
    { kind: 'gateway', text: gateways },
    { kind: 'agui', text: agents },
  ] as const;
  return (
    <div className="sources">
      <div className="source-panes">
        <div ref={list} tabIndex={-1} className="source-list">
          <Failure />
          {groups.map(
            ({ kind, text }) =>
              text && (
                <SourceGroup
                  key={kind}
                  kind={kind}
                  text={text}
                  sources={sources.filter((each) => each.kind === kind)}
                  open={place}
                />
              ),
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
function useOpenPlace(sources: readonly AgentSource[]): Place | null {
  const open = useForms((state) => state.open);
  const isThere = open?.startsWith('new ') || sourceOf(sources, open) !== null;
  return isThere ? open : (sources[0]?.id ?? null);
}

interface OpenedProps {
  readonly place: Place | null;
  readonly sources: readonly AgentSource[];
  readonly onGone: () => void;
}

function Opened({ place, sources, onGone }: OpenedProps) {
  const { t } = useTranslation();
  const known = useSources((state) => state.known);
  const source = sourceOf(sources, place);
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

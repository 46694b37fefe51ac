import { useTranslation } from 'react-i18next';
import type { AgentSource } from '../../preload/contract.ts';
import { useApp } from '../app/store.ts';
import { useAgents } from '../sources/store.ts';
import { ChipButton } from '../ui/chip.tsx';
import { Icon } from '../ui/icon.tsx';
import { Picker } from '../ui/picker.tsx';
import { sourceFor } from './agent.ts';
import { useQuick } from './store.ts';

/** The source the next task goes to; `null` when none is set up. */
export function useSource(): AgentSource | null {
  const sources = useAgents();
  const picked = useQuick((state) => state.sourceId);
  const ofSettings = useApp((state) => state.settings.runs.sourceId);
  return sourceFor(sources, picked, ofSettings);
}

/** Who gets the task, and the way to choose another. */
export function SourceChip() {
  const { t } = useTranslation();
  const sources = useAgents();
  const current = useSource();
  if (current === null) return null;
  const items = sources.map(({ id, name, kind }) => ({ id, name, detail: kindName(kind, t) }));
  return (
    <Picker
      label={t('quick.findSource')}
      items={items}
      selectedId={current.id}
      onSelect={(sourceId) => useQuick.setState({ sourceId })}
      empty={t('quick.sourcesNone')}
      button={(props) => (
        <ChipButton {...props} icon="runs" className="q-source" title={t('quick.sourceIs', { name: current.name })}>
          <span className="vh">{t('quick.source')}</span>
          <span className="cut">{current.name}</span>
        </ChipButton>
      )}
    />
  );
}

/** Who works on the run shown. It cannot be changed any more. */
export function RunSource({ name, kind }: { name: string; kind: AgentSource['kind'] }) {
  const { t } = useTranslation();
  return (
    <span className="chip q-source" title={name}>
      <Icon name="runs" />
      <span className="vh">{t('quick.source')}</span>
      <span className="cut">{name}</span>
      <span className="faint q-provider">{kindName(kind, t)}</span>
    </span>
  );
}

function kindName(kind: AgentSource['kind'], t: (key: string) => string): string {
  return kind === 'gateway' ? t('quick.gateway') : t('quick.agui');
}

import { useTranslation } from 'react-i18next';
import { useSources } from '../sources/store.ts';
import { giveToAgent } from './agent.ts';
import type { Row } from './home.tsx';
import { useSource } from './source-chip.tsx';

/** The row that gives what is typed to an agent. */
export function useAgentRow(): Row {
  const { t } = useTranslation();
  const source = useSource();
  const known = useSources((state) => state.known);
  return {
    key: 'agent',
    icon: 'runs',
    name: t('quick.agent'),
    detail: source !== null || !known ? t('quick.agentHint') : t('quick.agentNone'),
    accelerator: 'Mod+Enter',
    badge: null,
    go: () => void giveToAgent(),
  };
}

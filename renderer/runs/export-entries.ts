import type { TFunction } from 'i18next';
import type { MenuEntry } from '../ui/menu.tsx';
import { exportRun } from './actions.ts';

/** The ways a run can be written to a file. */
export function exportEntries(id: number, t: TFunction): readonly MenuEntry[] {
  return [
    { kind: 'item', label: t('runs.exportMarkdown'), icon: 'file', onSelect: () => void exportRun(id, 'markdown') },
    { kind: 'item', label: t('runs.exportJson'), icon: 'tool', onSelect: () => void exportRun(id, 'json') },
    { kind: 'item', label: t('runs.exportEvents'), icon: 'database', onSelect: () => void exportRun(id, 'events') },
  ];
}

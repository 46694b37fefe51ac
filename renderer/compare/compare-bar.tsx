import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Conversation } from '../../preload/contract.ts';
import { useNow } from '../app/now.ts';
import { useList } from '../chat/list-store.ts';
import { listTime } from '../chat/time.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Picker } from '../ui/picker.tsx';
import { addColumn } from './actions.ts';
import { FEWEST, MOST } from './columns.ts';
import { openComparison, useCompare } from './compare-store.ts';
import type { Targets } from './use-targets.ts';

/** The title, the comparisons made before, and one more column. */
export function CompareBar({ targets }: { targets: Targets }) {
  const { t } = useTranslation();
  const columns = useCompare((state) => state.columns.length);
  const open = useCompare(({ opened }) => opened.kind !== 'none');
  const enough = targets.begin.length >= FEWEST || open;
  return (
    <header className="bar bar-line" data-area="header">
      <h2>{t('app.compare')}</h2>
      <span className="push" />
      <Earlier />
      {enough && (
        <Button
          icon="plus"
          disabled={columns >= MOST}
          title={columns >= MOST ? t('compare.addMost') : t('compare.add')}
          onClick={() => addColumn(targets.begin)}
        >
          <span className="cut">{t('compare.add')}</span>
        </Button>
      )}
    </header>
  );
}

/** The comparisons made before, newest first. */
export function earlierOf(conversations: Iterable<Conversation>): readonly Conversation[] {
  return [...conversations]
    .filter((each) => each.local?.comparison === true && !each.hidden)
    .sort((a, b) => b.lastAt - a.lastAt || b.id - a.id);
}

function Earlier() {
  const { t, i18n } = useTranslation();
  const now = useNow(60_000);
  const conversations = useList((state) => state.conversations);
  const open = useCompare(({ opened }) => (opened.kind === 'open' ? String(opened.comparison.conversation.id) : null));
  const earlier = useMemo(() => earlierOf(conversations.values()), [conversations]);
  return (
    <Picker
      label={t('compare.findEarlier')}
      items={earlier.map(({ id, title, lastAt }) => ({
        id: String(id),
        name: title,
        figure: listTime(lastAt, now, i18n.language),
      }))}
      selectedId={open}
      onSelect={(id) => void openComparison(Number(id))}
      empty={earlier.length === 0 ? t('compare.noneYet') : t('compare.noneFound')}
      button={(props) => (
        <button type="button" className="btn btn-quiet" title={t('compare.earlier')} {...props}>
          <Icon name="clock" />
          <span className="cut">{t('compare.earlier')}</span>
        </button>
      )}
    />
  );
}

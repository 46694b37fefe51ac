import { useTranslation } from 'react-i18next';
import { showSources } from '../app/store.ts';
import { answerSentence } from '../sources/answer-words.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Note } from '../ui/note.tsx';
import { type Opened, openComparison } from './compare-store.ts';

/** Nobody to compare with: what is needed, and where that is set up. */
export function TooFewSources() {
  const { t } = useTranslation();
  return (
    <div className="empty compare-empty" data-area="content">
      <Icon name="compare" />
      <h2>{t('compare.emptyTitle')}</h2>
      <p>{t('compare.emptyText')}</p>
      <Button kind="main" icon="settings" onClick={showSources}>
        {t('compare.toSources')}
      </Button>
    </div>
  );
}

/** An earlier comparison that could not be opened. */
export function ComparisonFailed({ opened }: { opened: Extract<Opened, { kind: 'failed' }> }) {
  const { t } = useTranslation();
  const { conversationId, error } = opened;
  return (
    <Note
      kind="bad"
      live
      actions={
        error.retryable && (
          <Button size="small" icon="retry" onClick={() => void openComparison(conversationId)}>
            {t('compare.openAgain')}
          </Button>
        )
      }
    >
      {t('compare.notOpened')} {answerSentence(t, error)}
    </Note>
  );
}

import '../exchange/exchange.css';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportState } from '../../../preload/contract.ts';
import { useApp } from '../../app/store.ts';
import { count } from '../../chat/time.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { ImportReportNote } from '../exchange/report.tsx';
import { followImport, useExchange, wish } from '../exchange/store.ts';
import { importSentence } from '../exchange/words.ts';
import { Line } from '../line.tsx';

/** Conversations as files: brought in from elsewhere, and where to write them. */
export function ExchangeSection() {
  const { t } = useTranslation();
  useEffect(followImport, []);
  return (
    <>
      <Line id="importFile">{() => <Import />}</Line>
      <Line id="exportFile">
        {() => <Button onClick={() => useApp.setState({ page: 'chat' })}>{t('exchange.toConversations')}</Button>}
      </Line>
    </>
  );
}

function Import() {
  const { t } = useTranslation();
  const { importing, error } = useExchange();
  return (
    <>
      {importing.kind === 'reading' ? (
        <Reading state={importing} />
      ) : (
        <Button icon="file" onClick={() => void wish('exchange.import')}>
          {t('exchange.choose')}
        </Button>
      )}
      {importing.kind === 'finished' && <ImportReportNote report={importing.report} />}
      {error && (
        <Note kind="bad" live>
          {importSentence(t, error)}
        </Note>
      )}
    </>
  );
}

function Reading({ state }: { state: Extract<ImportState, { kind: 'reading' }> }) {
  const { t, i18n } = useTranslation();
  const { fileName, done, total, conversations } = state;
  return (
    <>
      <div className="row wrap">
        <span className="cut">{t('exchange.reading', { name: fileName })}</span>
        <Button size="small" icon="stop" onClick={() => void wish('exchange.cancel')}>
          {t('exchange.cancel')}
        </Button>
      </div>
      <progress className="progress" max={Math.max(1, total)} value={done} aria-label={t('exchange.progress')} />
      <p className="soft num">
        {t('exchange.conversations', { count: conversations, n: count(conversations, i18n.language) })}
      </p>
    </>
  );
}

import { useTranslation } from 'react-i18next';
import type { ImportEnd, ImportReport } from '../../../preload/contract.ts';
import { count } from '../../chat/time.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { wish } from './store.ts';
import { importSentence, skipSentence } from './words.ts';

/** What came of a file: what is here now, what was already, what was left out and why. */
export function ImportReportNote({ report }: { report: ImportReport }) {
  const { t, i18n } = useTranslation();
  const { fileName, end, conversations, messages, known, skipped } = report;
  const n = (value: number) => count(value, i18n.language);
  const nothing = conversations + known + skipped === 0;
  return (
    <Note
      kind={kindOf(end, nothing || skipped > 0)}
      live
      actions={
        <Button size="small" onClick={() => void wish('exchange.dismiss')}>
          {t('exchange.dismiss')}
        </Button>
      }
    >
      <p className="strong cut">{fileName}</p>
      {end.kind === 'failed' && <p>{importSentence(t, end.error)}</p>}
      {end.kind === 'cancelled' && <p>{t('exchange.cancelled')}</p>}
      {nothing && end.kind === 'complete' && <p>{t('exchange.nothingFound')}</p>}
      {!nothing && (
        <p className="num">
          {t('exchange.cameIn', {
            conversations: t('exchange.conversations', { count: conversations, n: n(conversations) }),
            messages: t('exchange.messages', { count: messages, n: n(messages) }),
          })}
        </p>
      )}
      {known > 0 && <p className="num">{t('exchange.known', { count: known, n: n(known) })}</p>}
      {skipped > 0 && <Skipped report={report} />}
    </Note>
  );
}

function Skipped({ report: { skipped, named } }: { report: ImportReport }) {
  const { t, i18n } = useTranslation();
  const more = skipped - named.length;
  return (
    <>
      <p className="num">{t('exchange.skipped', { count: skipped, n: count(skipped, i18n.language) })}</p>
      <ul className="exchange-skipped">
        {named.map(({ title, reason }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a report never changes, and titles may be the same.
          <li key={index}>
            <span className="strong">{title || t('chat.untitled')}</span> – {skipSentence(t, reason)}
          </li>
        ))}
        {more > 0 && <li>{t('exchange.more', { count: more, n: count(more, i18n.language) })}</li>}
      </ul>
    </>
  );
}

function kindOf(end: ImportEnd, incomplete: boolean): 'ok' | 'warn' | 'bad' {
  switch (end.kind) {
    case 'complete':
      return incomplete ? 'warn' : 'ok';
    case 'cancelled':
      return 'warn';
    case 'failed':
      return 'bad';
  }
}

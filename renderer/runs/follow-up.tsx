import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError, RunSummary } from '../../preload/contract.ts';
import { sourceOf, useSources } from '../sources/store.ts';
import { IconButton } from '../ui/button.tsx';
import { errorSentence } from '../ui/error-sentence.ts';
import { KeyHint, keyText } from '../ui/key.tsx';
import { Note } from '../ui/note.tsx';
import { startRun } from './actions.ts';
import { followUps } from './follow-ups.ts';

/** Goes on from a finished run: a new one at the same source, which is told the turns of this one. */
export function FollowUp({ run }: { run: RunSummary }) {
  const { t } = useTranslation();
  const { sources, known } = useSources();
  const [text, setText] = useState(() => followUps.get(run.id) ?? '');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const gone = known && sourceOf(sources, run.sourceId) === null;
  const blocked = gone || text.trim() === '';

  const change = (value: string) => {
    setText(value);
    if (value === '') followUps.delete(run.id);
    else followUps.set(run.id, value);
  };
  const send = async () => {
    if (blocked || busy) return;
    setBusy(true);
    const { sourceId, model, conversationId, id } = run;
    const failure = await startRun({
      sourceId,
      model,
      prompt: text.trim(),
      earlier: [],
      conversationId,
      previousId: id,
    });
    setBusy(false);
    setError(failure);
    if (!failure) change('');
  };
  const press = (event: KeyboardEvent) => {
    const { nativeEvent, altKey, ctrlKey, metaKey, shiftKey, key } = event;
    if (nativeEvent.isComposing || altKey || ctrlKey || metaKey || shiftKey || key !== 'Enter') return;
    event.preventDefault();
    void send();
  };

  return (
    <div className="follow-up" data-area="composer">
      {error && (
        <Note kind="bad" live>
          {errorSentence(t, error)} {t('chat.textKept')}
        </Note>
      )}
      <div className="composer field">
        <textarea
          className="composer-text"
          dir="auto"
          rows={1}
          aria-label={t('runs.followUp')}
          placeholder={gone ? t('runs.followUpGone') : t('runs.followUpHint', { source: run.sourceName })}
          value={text}
          onChange={(event) => change(event.currentTarget.value)}
          onKeyDown={press}
          data-area-focus
        />
        <div className="composer-bar">
          <span className="small faint mono cut">{run.model}</span>
          <span className="push">
            <KeyHint accelerators={['Enter']}>{t('chat.keySend')}</KeyHint>
            <KeyHint accelerators={['Shift+Enter']}>{t('chat.keyNewLine')}</KeyHint>
            <IconButton
              icon="send"
              label={t('runs.followUpSend')}
              title={
                gone
                  ? t('runs.followUpGone')
                  : blocked
                    ? t('chat.sendEmpty')
                    : `${t('runs.followUpSend')} (${keyText('Enter', t)})`
              }
              kind="main"
              busy={busy}
              disabled={blocked}
              onClick={() => void send()}
            />
          </span>
        </div>
      </div>
    </div>
  );
}

import { type RefObject, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../ui/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { errorSentence } from '../../ui/error-sentence.ts';
import { SignLine } from '../../ui/note.tsx';
import { importedForm } from './answer-form.ts';
import { openImported, openPlace } from './forms-store.ts';
import { holdPastedKey } from './secret-inputs.ts';

/** The keys of such a configuration are the same in every language. */
const EXAMPLE = '{"openWebUIUrl": "https://chat.example.org", "model": "…", "apiKey": "sk-…"}';

/** Pasting a configuration made for another program. Its text, which may hold a key, lives in the element only. */
export function ImportPanel() {
  const { t } = useTranslation();
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const { error, busy, read, reset } = useImport(area);
  useEffect(() => area.current?.focus(), []);
  return (
    <form
      className="source-form"
      aria-labelledby={`${id}-title`}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void read();
      }}
    >
      <h2 id={`${id}-title`} className="source-title">
        {t('sources.importTitle')}
      </h2>
      <p className="soft">{t('sources.importText')}</p>
      <div className="field area">
        <textarea
          ref={area}
          className="field-text mono"
          rows={10}
          spellCheck={false}
          autoComplete="off"
          placeholder={EXAMPLE}
          aria-label={t('sources.importLabel')}
          aria-invalid={error !== null || undefined}
          aria-describedby={`${id}-below`}
          onChange={reset}
        />
      </div>
      <div id={`${id}-below`} className="hint" aria-live="polite">
        {error === null ? t('sources.importHint') : <SignLine sign="problem">{error}</SignLine>}
      </div>
      <div className="row wrap">
        <Button kind="main" className="btn-tall" submit busy={busy}>
          {t('sources.importRead')}
        </Button>
        <Button kind="quiet" className="btn-tall" onClick={() => openPlace(null)}>
          {t('sources.cancel')}
        </Button>
      </div>
    </form>
  );
}

function useImport(area: RefObject<HTMLTextAreaElement | null>) {
  const { t } = useTranslation();
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function read(): Promise<void> {
    setBusy(true);
    const result = await call('sources.import', { text: area.current?.value ?? '' });
    setBusy(false);
    if (!result.ok) {
      const { error: refused } = result;
      setError(refused.reason === 'notAnObject' ? t('sources.importNotAnObject') : errorSentence(t, refused));
      area.current?.focus();
      return;
    }
    holdPastedKey(result.value.draft.key ?? '');
    openImported(importedForm(result.value), result.value.problems);
  }

  return { error, busy, read, reset: () => setError(null) };
}

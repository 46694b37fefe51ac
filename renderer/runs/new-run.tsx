import { type FormEvent, type KeyboardEvent, useCallback, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AgentSource, AppError } from '../../preload/contract.ts';
import { isCommand } from '../app/keys.ts';
import { showSources, useApp } from '../app/store.ts';
import { MAX_MESSAGE } from '../chat/limits.ts';
import { count } from '../chat/time.ts';
import { sourceOf, useAgents, useSources } from '../sources/store.ts';
import { Button, join } from '../ui/button.tsx';
import { errorSentence } from '../ui/error-sentence.ts';
import { Icon } from '../ui/icon.tsx';
import { KeyHint } from '../ui/key.tsx';
import { Note } from '../ui/note.tsx';
import { startRun } from './actions.ts';
import { EarlierOption, useEarlier } from './earlier-option.tsx';
import { clearForm, useRunForm } from './form-store.ts';
import { RunListFold } from './list-fold.tsx';
import { ModelField } from './model-field.tsx';
import { SourceChoice } from './source-choice.tsx';

/** The page on which a task is given to an agent. */
export function NewRun() {
  const { t } = useTranslation();
  const { known, error } = useSources();
  const sources = useAgents();
  return (
    <section className="content" aria-label={t('runs.new')} data-area="run">
      <header className="bar bar-line">
        <RunListFold />
        <h2 className="cut">{t('runs.new')}</h2>
      </header>
      {sources.length > 0 ? (
        <div className="run-page">
          <TaskForm sources={sources} />
        </div>
      ) : (
        <NoSource known={known} error={error} />
      )}
    </section>
  );
}

function NoSource({ known, error }: { known: boolean; error: AppError | null }) {
  const { t } = useTranslation();
  if (error) {
    return (
      <div className="empty thread-area" role="alert">
        <p>{errorSentence(t, error)}</p>
      </div>
    );
  }
  if (!known) return <div className="thread-area" aria-busy="true" />;
  return (
    <div className="empty thread-area">
      <Icon name="server" />
      <h2>{t('runs.noSource')}</h2>
      <p>{t('runs.noSourceText')}</p>
      <Button kind="main" icon="settings" onClick={showSources}>
        {t('runs.toSources')}
      </Button>
    </div>
  );
}

function TaskForm({ sources }: { sources: readonly AgentSource[] }) {
  const { t, i18n } = useTranslation();
  const form = useRunForm();
  const preferred = useApp((state) => state.settings.runs.sourceId);
  const source = sourceOf(sources, form.sourceId) ?? sourceOf(sources, preferred) ?? sources[0];
  const earlier = useEarlier(form.conversationId);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const platform = useApp((state) => state.info.platform);
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const tooLong = form.prompt.length > MAX_MESSAGE;
  const blocked = form.prompt.trim() === '' || tooLong;
  useEffect(() => field.current?.focus(), []);

  const start = useCallback(async () => {
    const { prompt, model, conversationId, sendEarlier } = useRunForm.getState();
    if (!source || blocked || busy) return;
    setBusy(true);
    const failure = await startRun({
      sourceId: source.id,
      model: source.kind === 'gateway' && model.trim() !== '' ? model.trim() : null,
      prompt: prompt.trim(),
      earlier: sendEarlier ? earlier : [],
      conversationId,
      previousId: null,
    });
    setBusy(false);
    setError(failure);
    if (!failure) clearForm();
  }, [source, blocked, busy, earlier]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void start();
  };
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || !isCommand(event, platform)) return;
    event.preventDefault();
    void start();
  };

  return (
    <form className="new-run" onSubmit={submit} onKeyDown={press}>
      <SourceChoice
        sources={sources}
        selected={source?.id ?? null}
        onSelect={(sourceId) => useRunForm.setState({ sourceId, model: '' })}
      />
      {source?.kind === 'gateway' && (
        <ModelField
          key={source.id}
          source={source}
          value={form.model}
          onChange={(model) => useRunForm.setState({ model })}
        />
      )}
      <div className="fieldset">
        <label className="label" htmlFor={id}>
          {t('runs.promptLabel')}
        </label>
        <div className={join('field text-area prompt-area', tooLong && 'bad')}>
          <textarea
            ref={field}
            id={id}
            className="field-text"
            dir="auto"
            value={form.prompt}
            placeholder={t('runs.promptHint')}
            onChange={(event) => useRunForm.setState({ prompt: event.currentTarget.value })}
            aria-invalid={tooLong || undefined}
            data-area-focus
          />
        </div>
      </div>
      {tooLong && (
        <Note kind="warn" live>
          {t('chat.tooLong', { n: count(form.prompt.length, i18n.language), most: count(MAX_MESSAGE, i18n.language) })}
        </Note>
      )}
      <EarlierOption turns={earlier} />
      {error && (
        <Note kind="bad" live>
          {errorSentence(t, error)} {t('chat.textKept')}
        </Note>
      )}
      <div className="row wrap">
        <Button
          kind="main"
          submit
          icon="runs"
          busy={busy}
          disabled={blocked}
          title={tooLong ? t('chat.sendTooLong') : blocked ? t('runs.startEmpty') : undefined}
        >
          {t('runs.start')}
        </Button>
        <KeyHint accelerators={['Mod+Enter']}>{t('runs.keyStart')}</KeyHint>
      </div>
      <p className="hint">{t('runs.startHint')}</p>
    </form>
  );
}

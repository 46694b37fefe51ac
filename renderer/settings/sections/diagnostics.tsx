import './diagnostics.css';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { errorSentence } from '../../ui/error-sentence.ts';
import { Note, SignLine } from '../../ui/note.tsx';
import { Line } from '../line.tsx';
import { QuestionBars } from './diagnostics-questions.tsx';
import { copyDiagnostics, loadDiagnostics, saveDiagnostics, useDiagnostics } from './diagnostics-store.ts';

/** What the program tells of itself to whoever helps: read first, then copied or saved. */
export function DiagnosticsSection() {
  const report = useDiagnostics((state) => state.report);
  useEffect(() => void loadDiagnostics(), []);
  return (
    <>
      <Line id="diagnostics">{() => <Report text={report?.text ?? null} />}</Line>
      <Line id="questionTimes">{() => report && <QuestionBars questions={report.questions} />}</Line>
    </>
  );
}

function Report({ text }: { text: string | null }) {
  const { t } = useTranslation();
  const loading = useDiagnostics((state) => state.loading);
  return (
    <>
      <section
        className="diag-text"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
        aria-label={t('diagnostics.preview')}
        aria-busy={text === null}
      >
        {text === null ? (
          <p className="soft">{t('diagnostics.gathering')}</p>
        ) : (
          <pre className="mono small">{text}</pre>
        )}
      </section>
      <div className="row wrap">
        <Button icon="copy" disabled={text === null} onClick={() => text !== null && void copyDiagnostics(text)}>
          {t('diagnostics.copy')}
        </Button>
        <Button icon="download" disabled={text === null} onClick={() => text !== null && void saveDiagnostics(text)}>
          {t('diagnostics.save')}
        </Button>
        <Button kind="quiet" icon="retry" busy={loading} onClick={() => void loadDiagnostics()}>
          {t('diagnostics.again')}
        </Button>
      </div>
      <Outcome />
    </>
  );
}

function Outcome() {
  const { t } = useTranslation();
  const outcome = useDiagnostics((state) => state.outcome);
  if (outcome?.kind === 'failed') {
    return (
      <Note kind="bad" live>
        {errorSentence(t, outcome.error)}
      </Note>
    );
  }
  return (
    <div role="status">
      {outcome && (
        <SignLine sign="ok">{outcome.kind === 'copied' ? t('diagnostics.copied') : t('diagnostics.saved')}</SignLine>
      )}
    </div>
  );
}

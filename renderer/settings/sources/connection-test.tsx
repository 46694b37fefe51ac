import { useTranslation } from 'react-i18next';
import type { TestStepReport } from '../../../preload/contract.ts';
import { Button, join } from '../../ui/button.tsx';
import { Sign } from '../../ui/icon.tsx';
import { LiveRegion } from '../../ui/live-region.tsx';
import { FormLine } from './parts.tsx';
import { failureOf, startTest, stopTest, type TestState, useTest } from './test-store.ts';
import { type Remedy, remedyOf, remedyWords, stepName, testSentence, verdictSign, verdictWord } from './test-words.ts';

interface ConnectionTestProps {
  readonly sourceId: string;
  /** `null` where nothing can be changed. */
  readonly form: {
    /** Something is typed that is not saved: the test would be one of what was there before. */
    readonly unsaved: boolean;
    saveAndTest(): void;
    /** Takes the person to where it can be mended. */
    mend(field: Exclude<Remedy, 'again'>): void;
  } | null;
}

/** The links to a source, looked at one after the other: which holds, how long it took, and what mends the broken one. */
export function ConnectionTest({ sourceId, form }: ConnectionTestProps) {
  const { t } = useTranslation();
  const test = useTest(sourceId);
  const failure = test ? (failureOf(test.steps)?.error ?? test.error) : null;
  const remedy = failure && remedyOf(failure);
  const unsaved = form?.unsaved === true;
  const begin = () => (unsaved ? form.saveAndTest() : void startTest(sourceId));
  return (
    <FormLine label={t('sources.connection')} hint={test ? null : t('sources.connectionHint')}>
      <div className={join('test', test && 'test-panel')}>
        {test && test.steps.length > 0 && (
          <ol className="test-steps">
            {test.steps.map((each) => (
              <Step key={each.step} report={each} />
            ))}
          </ol>
        )}
        {failure && <p className="test-why">{testSentence(t, failure)}</p>}
        <div className="row wrap">
          {test?.running ? (
            <Button icon="stop" onClick={() => stopTest(sourceId)}>
              {t('sources.stopTest')}
            </Button>
          ) : (
            <Button icon="retry" onClick={begin}>
              {unsaved ? t('sources.saveAndTest') : test ? t('sources.testAgain') : t('sources.test')}
            </Button>
          )}
          {form && remedy && remedy !== 'again' && !test?.running && (
            <Button onClick={() => form.mend(remedy)}>{remedyWords(t, remedy)}</Button>
          )}
        </div>
        <Announcer test={test} />
      </div>
    </FormLine>
  );
}

function Step({ report: { step, verdict, ms } }: { report: TestStepReport }) {
  const { t, i18n } = useTranslation();
  const idle = verdict.kind === 'waiting' || verdict.kind === 'skipped';
  return (
    <li className={join('test-step', idle && 'faint', verdict.kind === 'failed' && 'broken')}>
      <Sign name={verdictSign(verdict)} />
      <span>{stepName(t, step)}</span>
      <span className="small soft">{verdictWord(t, verdict)}</span>
      <span className="small faint num">
        {ms !== null && !idle && t('health.ms', { n: new Intl.NumberFormat(i18n.language).format(Math.round(ms)) })}
      </span>
    </li>
  );
}

/** What is read out: the end of the test, in one sentence. */
function Announcer({ test }: { test: TestState | null }) {
  const { t } = useTranslation();
  return <LiveRegion text={test && !test.running ? outcome() : ''} />;

  function outcome(): string {
    const broken = test ? failureOf(test.steps) : null;
    if (broken) return t('sources.saidBroken', { step: stepName(t, broken.step), why: testSentence(t, broken.error) });
    return test?.error ? testSentence(t, test.error) : t('sources.saidWorks');
  }
}

import { useTranslation } from 'react-i18next';
import type { Source } from '../../../preload/contract.ts';
import { isAnswerSource } from '../../sources/store.ts';
import { DemoMark } from '../../ui/chip.tsx';
import { kindName } from './answer-kinds.ts';
import { ConnectionTest } from './connection-test.tsx';

/** A source of the demo workspace: to be looked at, not to be changed. */
export function DemoSource({ source }: { source: Source }) {
  const { t } = useTranslation();
  return (
    <section className="source-form" aria-labelledby="demo-source-title">
      <header className="row">
        <h2 id="demo-source-title" className="source-title cut">
          {source.name}
        </h2>
        <span className="chip">{kindName(t, source.kind)}</span>
        <DemoMark label={t('app.demo')} />
      </header>
      <p>{isAnswerSource(source) ? t('sources.demoAnswersText') : t('sources.demoText')}</p>
      <dl className="facts">
        <dt>{t('sources.address')}</dt>
        <dd className="mono">{source.address}</dd>
      </dl>
      {isAnswerSource(source) && <ConnectionTest sourceId={source.id} form={null} />}
    </section>
  );
}

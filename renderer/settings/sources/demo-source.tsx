import { useTranslation } from 'react-i18next';
import type { Source } from '../../../preload/contract.ts';
import { DemoMark } from '../../ui/chip.tsx';

/** A source of the demo workspace: to be looked at, not to be changed. */
export function DemoSource({ source }: { source: Source }) {
  const { t } = useTranslation();
  return (
    <section className="source-form" aria-labelledby="demo-source-title">
      <header className="row">
        <h2 id="demo-source-title" className="source-title cut">
          {source.name}
        </h2>
        <span className="chip">{source.kind === 'gateway' ? t('sources.gateway') : t('sources.agent')}</span>
        <DemoMark label={t('app.demo')} />
      </header>
      <p>{t('sources.demoText')}</p>
      <dl className="facts">
        <dt>{t('sources.address')}</dt>
        <dd className="mono">{source.address}</dd>
      </dl>
    </section>
  );
}

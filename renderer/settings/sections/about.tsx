import { useTranslation } from 'react-i18next';
import { useApp } from '../../app/store.ts';
import { Line } from '../line.tsx';

/** What runs here, for a report to whoever helps. */
export function About() {
  const { t } = useTranslation();
  const { version, shell, versions, platform } = useApp((state) => state.info);
  return (
    <>
      <Line id="version">
        {() => (
          <dl className="facts num">
            <dt>{t('app.name')}</dt>
            <dd>{version}</dd>
            {shell === 'electron' && <Fact name={t('settings.electron')} value={versions.electron} />}
            <Fact name={t('settings.chromium')} value={versions.chrome} />
            <Fact name={t('settings.node')} value={versions.node} />
            <Fact name={t('settings.system')} value={platform} />
            {shell === 'double' && (
              <>
                <dt>{t('settings.shell')}</dt>
                <dd>{t('settings.shellDouble')}</dd>
              </>
            )}
          </dl>
        )}
      </Line>
      <Line id="licences">{() => <p>{t('settings.licencesText')}</p>}</Line>
    </>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className="mono">{value}</dd>
    </>
  );
}

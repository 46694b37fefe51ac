import { useTranslation } from 'react-i18next';
import { showPage } from '../app/store.ts';
import { Button } from '../ui/button.tsx';
import { causesOf } from './causes.ts';
import { useHealth } from './health-store.ts';
import { RemedyButton, remedyOf } from './remedy-button.tsx';
import { causeTitle } from './sentences.ts';

/** The cause behind a service that does not work, wherever that is told, and what can be done about it. */
export default function CauseLine({ serviceId, told }: { serviceId: string; told: boolean }) {
  const { t } = useTranslation();
  const report = useHealth((state) => state.report);
  const cause = (report ? causesOf(report) : []).find(
    ({ id, consequences }) => id === serviceId || consequences.some((each) => each.id === serviceId),
  );
  if (!cause) return null;
  const remedy = remedyOf(cause);
  return (
    <>
      {told && <span className="cause-told">{causeTitle(cause, t)}</span>}
      {remedy && <RemedyButton cause={cause} remedy={remedy} main={false} size="small" />}
      <Button size="small" kind="quiet" icon="health" onClick={() => showPage('health')}>
        {t('health.seeWhy')}
      </Button>
    </>
  );
}

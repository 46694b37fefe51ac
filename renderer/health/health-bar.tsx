import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { HealthReport } from '../../preload/contract.ts';
import { useCommand } from '../app/commands.ts';
import { useNow } from '../app/now.ts';
import { ago, roughly } from '../chat/time.ts';
import { Button } from '../ui/button.tsx';
import { Key } from '../ui/key.tsx';
import { useCheck } from './use-check.ts';

/** The title, when it was last checked and how often that is, and the button that does not wait. */
export function HealthBar({ report }: { report: HealthReport | null }) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  const { busy, check } = useCheck(null);
  const some = report !== null && report.services.length > 0;
  useCommand('checkNow', some ? check : null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <header className="bar bar-line" data-area="header">
      <h1 className="health-title" ref={heading} tabIndex={-1}>
        {t('health.title')}
      </h1>
      <span className="push" />
      {some && <CheckedLine report={report} />}
      {some && (
        <Button kind="quiet" icon="retry" busy={busy} onClick={check}>
          {t('health.checkNow')} <Key accelerator="Mod+R" />
        </Button>
      )}
    </header>
  );
}

/** A component of its own: it is drawn again each second, and the page is not. */
function CheckedLine({ report }: { report: HealthReport }) {
  const { t } = useTranslation();
  const now = useNow(1000);
  const checkedAt = Math.max(0, ...report.services.map((each) => each.checkedAt ?? 0));
  const every = roughly(report.everyMs, t);
  return (
    <span className="checked faint small num cut">
      {checkedAt === 0
        ? t('health.checkedEvery', { every })
        : t('health.checkedAgo', { ago: ago(now - checkedAt, t), every })}
    </span>
  );
}

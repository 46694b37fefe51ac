import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NotificationReport } from '../../../preload/contract.ts';
import { useApp } from '../../app/store.ts';
import { call } from '../../ui/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { SignLine } from '../../ui/note.tsx';
import { notificationVerdict } from './words.ts';

/** Whether notifications can be seen: what became of the last one, and one to try. */
export function NotificationState() {
  const { t } = useTranslation();
  const platform = useApp((state) => state.info.platform);
  const [report, setReport] = useState<NotificationReport | null>(null);
  const [tried, setTried] = useState<'no' | 'now' | 'yes'>('no');

  useEffect(() => {
    let gone = false;
    void call('notifications.report', null).then((result) => result.ok && !gone && setReport(result.value));
    return () => {
      gone = true;
    };
  }, []);

  async function attempt(): Promise<void> {
    setTried('now');
    const result = await call('notifications.try', null);
    if (result.ok) setReport(result.value);
    setTried('yes');
  }

  if (!report) return null;
  const verdict = notificationVerdict(t, report, tried === 'yes');
  return (
    <>
      <div role="status">
        <SignLine sign={verdict.sign}>{verdict.text}</SignLine>
      </div>
      {report.doNotDisturb === 'on' && <SignLine sign="slow">{t('settings.notificationsHeld')}</SignLine>}
      {report.state !== 'unsupported' && (
        <div className="row wrap">
          <Button icon="bell" busy={tried === 'now'} onClick={() => void attempt()}>
            {t('settings.notificationsTry')}
          </Button>
          {platform !== 'linux' && (
            <Button kind="quiet" icon="external" onClick={() => void call('notifications.openSettings', null)}>
              {t('settings.notificationsSystem')}
            </Button>
          )}
        </div>
      )}
      {report.buttons && <p className="hint">{t('settings.notificationsButtons')}</p>}
    </>
  );
}

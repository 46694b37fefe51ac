import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { HotkeyState, KeychainStatus, Notice } from '../../preload/contract.ts';
import { CertificateButton } from '../network/certificate-button.tsx';
import { call } from '../ui/bridge.ts';
import { Button } from '../ui/button.tsx';
import { errorSentence } from '../ui/error-sentence.ts';
import { Icon, Sign, type SignName } from '../ui/icon.tsx';
import { UpdateStrip } from '../updates/update-strip.tsx';
import { CrashButtons, crashSentence, GraphicsButton, graphicsSentence } from './crash-notice.tsx';
import { navigate } from './navigation.ts';
import { SessionStrip } from './session-strip.tsx';
import { showNetwork, showSettings, useApp } from './store.ts';

/** Standing sentences over the page: until dismissed or no longer true; that nothing is kept stays as long as it is. */
export function Notices() {
  const { t } = useTranslation();
  const notices = useApp((state) => state.notices);
  const closeToTray = useApp((state) => state.settings.closeToTray);
  return (
    <section className="app-notices notices" aria-label={t('notices.label')} data-area="notices">
      <SessionStrip />
      <UpdateStrip />
      {notices.map((notice) => (
        <div key={notice.id} className={`note note-${tone(notice)}`} role="status">
          <Sign name={signOf(notice)} />
          <span className="note-grow">{sentence(t, notice, closeToTray)}</span>
          {notice.kind === 'away' && (
            <Button size="small" onClick={() => openAway(notice)}>
              {t('notices.openRun')}
            </Button>
          )}
          {notice.kind === 'hotkey' && (
            <Button size="small" onClick={() => showSettings('quick')}>
              {t('notices.hotkeyHelp')}
            </Button>
          )}
          {notice.kind === 'noTray' && closeToTray && (
            <Button size="small" onClick={() => void call('settings.set', { closeToTray: false })}>
              {t('notices.quitOnClose')}
            </Button>
          )}
          {notice.kind === 'certificateChanged' && <CertificateButton origin={notice.origin} size="small" />}
          {notice.kind === 'proxyPassword' && (
            <Button size="small" onClick={showNetwork}>
              {t('network.enterPassword')}
            </Button>
          )}
          {notice.kind === 'crashReport' && <CrashButtons />}
          {notice.kind === 'graphics' && <GraphicsButton notice={notice} />}
          {notice.kind !== 'keychain' && (
            <button
              type="button"
              className="btn btn-quiet btn-icon btn-small"
              aria-label={t('notices.dismiss')}
              title={t('notices.dismiss')}
              onClick={() => void call('notices.dismiss', { id: notice.id })}
            >
              <Icon name="cross" />
            </button>
          )}
        </div>
      ))}
    </section>
  );
}

function signOf(notice: Notice): SignName {
  if (notice.kind === 'away') return notice.waiting > 0 ? 'waiting' : 'ok';
  return tone(notice) === 'bad' ? 'problem' : 'slow';
}

/** Goes to the run the card is about; what else happened is on the page of runs around it. */
function openAway({ id, runId }: Extract<Notice, { kind: 'away' }>): void {
  navigate({ kind: 'run', runId });
  void call('notices.dismiss', { id });
}

function tone(notice: Notice): 'warn' | 'bad' | 'info' {
  switch (notice.kind) {
    case 'databaseUnusable':
    case 'certificateChanged':
      return 'bad';
    case 'keychain':
    case 'databaseRescued':
    case 'settingsReset':
    case 'sourcesReset':
    case 'hotkey':
    case 'proxyPassword':
    case 'crashReport':
    case 'graphics':
      return 'warn';
    case 'badLink':
    case 'noTray':
    case 'away':
      return 'info';
  }
}

function sentence(t: TFunction, notice: Notice, closeToTray: boolean): string {
  switch (notice.kind) {
    case 'keychain':
      return keychainSentence(t, notice.status);
    case 'databaseRescued':
      return t('notices.databaseRescued', { kept: notice.kept, aside: notice.aside });
    case 'databaseUnusable':
      return t('notices.databaseUnusable', { cause: errorSentence(t, notice.error) });
    case 'settingsReset':
      return t('notices.settingsReset', { aside: notice.aside });
    case 'sourcesReset':
      return t('notices.sourcesReset', { aside: notice.aside });
    case 'badLink':
      return t('notices.badLink', { link: notice.link });
    case 'hotkey':
      return hotkeySentence(t, notice.state);
    case 'noTray':
      return closeToTray ? t('notices.noTray') : t('notices.noTrayQuits');
    case 'certificateChanged':
      return t('network.noticeChanged', { host: new URL(notice.origin).host });
    case 'proxyPassword':
      return notice.wrong
        ? t('network.passwordWrong', { proxy: notice.proxy })
        : t('network.passwordWanted', { proxy: notice.proxy });
    case 'crashReport':
      return crashSentence(t, notice);
    case 'graphics':
      return graphicsSentence(t, notice);
    case 'away':
      return awaySentence(t, notice);
  }
}

function awaySentence(t: TFunction, { ended, waiting }: Extract<Notice, { kind: 'away' }>): string {
  const parts = [
    ended > 0 ? t('notices.awayEnded', { count: ended }) : '',
    waiting > 0 ? t('notices.awayWaiting', { count: waiting }) : '',
  ];
  return [t('notices.away'), ...parts].filter((part) => part !== '').join(' ');
}

function keychainSentence(t: TFunction, status: KeychainStatus): string {
  if (status.kind === 'ok') return t('notices.keychainOk');
  switch (status.reason) {
    case 'noLibrary':
      return t('notices.keychainNoLibrary');
    case 'noService':
      return t('notices.keychainNoService');
    case 'locked':
      return t('notices.keychainLocked');
    case 'refused':
      return t('notices.keychainRefused');
    case 'unknown':
      return t('notices.keychainUnknown');
  }
}

function hotkeySentence(t: TFunction, state: HotkeyState): string {
  if (state.kind !== 'failed') return t('notices.hotkeyOff');
  switch (state.reason) {
    case 'taken':
      return t('notices.hotkeyTaken', { keys: state.accelerator });
    case 'invalid':
      return t('notices.hotkeyInvalid', { keys: state.accelerator });
    case 'noModifier':
      return t('notices.hotkeyNoModifier', { keys: state.accelerator });
    case 'unsupported':
      return t('notices.hotkeyUnsupported', { keys: state.accelerator });
  }
}

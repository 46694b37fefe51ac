import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../preload/contract.ts';
import { useElapsed } from '../app/now.ts';
import { Button } from '../ui/button.tsx';
import { Icon, Sign } from '../ui/icon.tsx';
import { keyText } from '../ui/key.tsx';
import { stopWaiting } from './actions.ts';
import { editQueued } from './composer-link.ts';
import { duration } from './time.ts';

/** What is happening to a message of ours on its way. Nothing when it has arrived. */
export function MessageStateLine({ message }: { message: Message }) {
  const { t } = useTranslation();
  const { state, id } = message;
  switch (state.kind) {
    case 'stored':
      return message.author === 'me' && message.answer === 'awaited' ? <StillAwaited /> : null;
    case 'queued':
      return (
        <p className="state">
          <span className="faint">
            <Icon name="clock" />
          </span>
          <span>{queueSentence(state.waitsFor, t)}</span>
          <Button kind="link" className="small" onClick={() => void editQueued(message)}>
            {t('chat.edit')}
          </Button>
        </p>
      );
    case 'sending':
      return <Working since={state.since} text={(elapsed) => t('chat.sending', { elapsed })} />;
    case 'checking':
      return <Working since={state.since} text={(elapsed) => t('chat.checking', { elapsed })} />;
    case 'waiting':
      return (
        <Working since={state.since} text={(elapsed) => t('chat.waiting', { elapsed })}>
          <Button
            kind="link"
            className="small"
            title={t('chat.stopWaitingHint', { keys: keyText('Mod+.', t) })}
            onClick={() => void stopWaiting(id)}
          >
            {t('chat.stopWaiting')}
          </Button>
        </Working>
      );
    case 'deciding':
      return null;
  }
}

interface WorkingProps {
  readonly since: number;
  readonly text: (elapsed: string) => string;
  readonly children?: ReactNode;
}

/** The turning sign and a count of the time: only this line is drawn again each second. */
function Working({ since, text, children }: WorkingProps) {
  const { t } = useTranslation();
  const elapsed = useElapsed(since);
  return (
    <p className="state">
      <Sign name="working" />
      <span className="num">{text(duration(elapsed, t))}</span>
      {children}
    </p>
  );
}

/** The person stopped waiting, or the connection broke: the answer is still looked for. */
function StillAwaited() {
  const { t } = useTranslation();
  return (
    <p className="state">
      <Sign name="silent" />
      <span>{t('chat.stillAwaited')}</span>
    </p>
  );
}

function queueSentence(waitsFor: 'turn' | 'network' | 'session', t: TFunction): string {
  switch (waitsFor) {
    case 'turn':
      return t('chat.queuedTurn');
    case 'network':
      return t('chat.queuedNetwork');
    case 'session':
      return t('chat.queuedSession');
  }
}

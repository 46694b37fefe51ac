import type { LostReason, RunState } from '../../preload/contract.ts';
import type { Translate } from '../i18n.ts';

/** How a run ended, in one short sentence; `null` when the person ended it, or it has not. */
export function endSentence(state: RunState, t: Translate): string | null {
  switch (state.kind) {
    case 'submitting':
    case 'running':
    case 'silent':
    case 'waiting':
    case 'cancelled':
      return null;
    case 'succeeded':
      return t('notifications.runSucceeded');
    case 'apologised':
      return t('notifications.runApologised');
    case 'failed':
      return t('notifications.runFailed');
    case 'revoked':
      return t('notifications.runRevoked');
    case 'lost':
      return lostSentence(state.reason, t);
  }
}

function lostSentence(reason: LostReason, t: Translate): string | null {
  switch (reason) {
    case 'submit':
      return t('notifications.runLostSubmit');
    case 'connection':
    case 'unfinished':
    case 'idle':
      return t('notifications.runLostConnection');
    case 'restart':
      return t('notifications.runLostRestart');
    case 'noNews':
      return t('notifications.runLostNoNews');
    case 'sourceGone':
      return null;
  }
}

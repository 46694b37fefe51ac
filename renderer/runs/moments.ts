import type { TFunction } from 'i18next';
import type { RunItem } from '../../preload/contract.ts';
import type { SignName } from '../ui/icon.tsx';

type Moment = Extract<RunItem, { kind: 'moment' }>['what'];

/** A moment of the run itself in words. */
export function momentWords(what: Moment, t: TFunction): string {
  switch (what) {
    case 'accepted':
      return t('runs.momentAccepted');
    case 'silent':
      return t('runs.momentSilent');
    case 'heardAgain':
      return t('runs.momentHeardAgain');
    case 'unreachable':
      return t('runs.momentUnreachable');
    case 'reachableAgain':
      return t('runs.momentReachableAgain');
    case 'keyRefused':
      return t('runs.momentKeyRefused');
    case 'asked':
      return t('runs.momentAsked');
    case 'answered':
      return t('runs.momentAnswered');
    case 'ended':
      return t('runs.momentEnded');
  }
}

export function momentSign(what: Moment): SignName {
  switch (what) {
    case 'accepted':
    case 'heardAgain':
    case 'reachableAgain':
    case 'answered':
      return 'ok';
    case 'silent':
      return 'silent';
    case 'unreachable':
      return 'offline';
    case 'keyRefused':
      return 'problem';
    case 'asked':
      return 'waiting';
    case 'ended':
      return 'none';
  }
}

import type { TFunction } from 'i18next';
import type { AppError, UpdateHold, UpdateObstacle, UpdateOffer, UpdateState } from '../../preload/contract.ts';
import { localeOf } from '../chat/time.ts';
import { bytes } from '../runs/bytes.ts';
import { errorSentence } from '../ui/error-sentence.ts';
import type { SignName } from '../ui/icon.tsx';

export interface UpdateLine {
  readonly sign: SignName;
  readonly text: string;
}

/** How far an update is, in one sentence. `systemLocale` is the system's, e.g. `fr-CA`. */
export function updateLine(t: TFunction, state: UpdateState, language: string, systemLocale: string): UpdateLine {
  switch (state.kind) {
    case 'idle':
      return state.checkedAt === null
        ? { sign: 'none', text: t('updates.never') }
        : { sign: 'ok', text: t('updates.newest', { date: longDate(state.checkedAt, language, systemLocale) }) };
    case 'checking':
      return { sign: 'working', text: t('updates.checking') };
    case 'available':
      return { sign: 'none', text: t('updates.available', { version: state.offer.version }) };
    case 'downloading':
      return { sign: 'working', text: t('updates.downloading', { version: state.offer.version }) };
    case 'ready':
      return { sign: 'ok', text: t('updates.ready', { version: state.offer.version }) };
    case 'holding': {
      const holds = holdWords(t, state.holds, language);
      return { sign: 'waiting', text: t('updates.holding', { version: state.offer.version, holds }) };
    }
    case 'restarting':
      return { sign: 'working', text: t('updates.restarting', { version: state.offer.version }) };
    case 'failed':
      return { sign: 'problem', text: `${failure(t, state)} ${updateSentence(t, state.error)}` };
  }
}

function failure(t: TFunction, { during, offer }: Extract<UpdateState, { kind: 'failed' }>): string {
  const version = offer?.version ?? '';
  switch (during) {
    case 'check':
      return t('updates.failedCheck');
    case 'download':
      return t('updates.failedDownload', { version });
    case 'install':
      return t('updates.failedInstall', { version });
  }
}

/** Reasons that only updates have; see `docs/updates.md`. */
const BY_REASON: Readonly<Record<string, string>> = {
  updateUnverifiable: 'updates.unverifiable',
  updateSignature: 'updates.signature',
  updateFeed: 'updates.feed',
  updateMissing: 'updates.missing',
  updateTampered: 'updates.tampered',
  updateStorage: 'updates.storage',
  updateInstall: 'updates.install',
};

/** What happened and what to do. */
export function updateSentence(t: TFunction, error: AppError): string {
  const { reason } = error;
  const key = reason !== undefined && Object.hasOwn(BY_REASON, reason) ? BY_REASON[reason] : undefined;
  return key === undefined ? errorSentence(t, error) : t(key);
}

/** What the program waits for, e.g. `2 tasks and 1 message`. */
function holdWords(t: TFunction, holds: readonly UpdateHold[], language: string): string {
  const words = holds.map((hold) => holdWord(t, hold));
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(words);
}

function holdWord(t: TFunction, hold: UpdateHold): string {
  switch (hold.kind) {
    case 'runs':
      return t('updates.holdRuns', { count: hold.count });
    case 'messages':
      return t('updates.holdMessages', { count: hold.count });
    case 'import':
      return t('updates.holdImport');
  }
}

/** Why a newer version is only told of. */
export function obstacleSentence(t: TFunction, obstacle: UpdateObstacle): string {
  switch (obstacle) {
    case 'unpackaged':
      return t('updates.unpackaged');
    case 'portable':
      return t('updates.portable');
    case 'notWritable':
      return t('updates.notWritable');
  }
}

/** When it was released and how large it is, as far as the feed says; empty when it says neither. */
export function offerFacts(t: TFunction, offer: UpdateOffer, language: string, systemLocale: string): string {
  const { releasedAt, bytes: size } = offer;
  const parts = [
    releasedAt === null ? '' : t('updates.released', { date: longDate(releasedAt, language, systemLocale) }),
    size === null ? '' : t('updates.size', { size: bytes(size, t) }),
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

function longDate(at: number, language: string, systemLocale: string): string {
  return new Intl.DateTimeFormat(localeOf(language, systemLocale), { dateStyle: 'long' }).format(at);
}

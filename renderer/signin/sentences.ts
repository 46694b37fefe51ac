import type { TFunction } from 'i18next';
import type { AppError, KeychainStatus } from '../../preload/contract.ts';
import { count } from '../chat/time.ts';
import { errorSentence } from '../ui/error-sentence.ts';
import type { SignName } from '../ui/icon.tsx';
import { type ProbeState, portOf } from './prober.ts';

/** What stands under the server field. */
export interface ProbeLine {
  readonly sign: SignName | null;
  /** Frames the field: `bad` when this address cannot work as it is. */
  readonly tone: 'quiet' | 'warn' | 'bad';
  /** The cause, stronger than the rest. */
  readonly lead: string;
  /** What to do about it. */
  readonly rest: string;
  readonly offersNoPort: boolean;
}

/** One sentence for each state of the server field. */
export function probeLine(t: TFunction, state: ProbeState, language: string): ProbeLine {
  switch (state.kind) {
    case 'empty':
      return line(null, 'quiet', '', t('signin.server.hint'));
    case 'checking':
      return line('working', 'quiet', '', t('signin.server.checking'));
    case 'answered': {
      const { version, latencyMs, health } = state.result;
      const answer = t('signin.server.answered', { version, ms: count(Math.round(latencyMs), language) });
      return health === 'healthy'
        ? line('ok', 'quiet', '', answer)
        : line('slow', 'warn', answer, t('signin.server.degraded'));
    }
    case 'failed':
      return failure(t, state.error, state.address);
  }
}

function failure(t: TFunction, error: AppError, address: string): ProbeLine {
  const port = portOf(address);
  switch (error.kind) {
    case 'offline':
      return line('offline', 'quiet', '', t('signin.server.offline'));
    case 'dns':
      return line('problem', 'bad', t('signin.server.dns'), t('signin.server.dnsRemedy'));
    case 'refused':
      return port === null
        ? line('problem', 'bad', t('signin.server.refused'), t('signin.server.refusedRemedy'))
        : { ...line('problem', 'bad', t('signin.server.refusedPort', { port }), ''), offersNoPort: true };
    case 'timeout':
      return line('problem', 'bad', t('signin.server.timeout'), t('signin.server.timeoutRemedy'));
    case 'tls':
      return certificate(t, error.reason);
    default:
      return otherAnswer(t, error);
  }
}

function certificate(t: TFunction, reason: string | undefined): ProbeLine {
  switch (reason) {
    case 'certificateExpired':
    case 'certificateNotYetValid':
      return line('problem', 'bad', t('signin.server.certificateDate'), t('signin.server.certificateDateRemedy'));
    case 'certificateChanged':
      return line('problem', 'bad', t('signin.server.certificateChanged'), t('signin.server.certificateIssuerRemedy'));
    case 'certificateHostname':
      return line('problem', 'bad', t('signin.server.certificateName'), t('signin.server.certificateNameRemedy'));
    case 'certificateUnknownIssuer':
    case 'certificateSelfSigned':
      return line('problem', 'bad', t('signin.server.certificateIssuer'), t('signin.server.certificateIssuerRemedy'));
    default:
      return line('problem', 'bad', t('signin.server.certificate'), t('signin.server.certificateRemedy'));
  }
}

function otherAnswer(t: TFunction, error: AppError): ProbeLine {
  switch (error.reason) {
    case 'isOpenWebui':
      return line('slow', 'warn', t('signin.server.isOpenWebui'), t('signin.server.isOpenWebuiRemedy'));
    case 'notHalext':
      return line('slow', 'warn', t('signin.server.notHalext'), t('signin.server.notHalextRemedy'));
    case 'addressInvalid':
      return line('problem', 'bad', t('signin.server.badAddress'), t('signin.server.badAddressRemedy'));
    case 'addressScheme':
      return line('problem', 'bad', t('signin.server.badScheme'), t('signin.server.badAddressRemedy'));
    case 'addressCredentials':
      return line('problem', 'bad', t('signin.server.hasCredentials'), t('signin.server.hasCredentialsRemedy'));
    default:
      return line('problem', 'bad', errorSentence(t, error), '');
  }
}

function line(sign: SignName | null, tone: ProbeLine['tone'], lead: string, rest: string): ProbeLine {
  return { sign, tone, lead, rest, offersNoPort: false };
}

/** Why signing in did not work, and what it means for what was typed. */
export function signInSentence(t: TFunction, error: AppError, way: 'password' | 'token'): string {
  if (error.kind === 'auth') return way === 'token' ? t('signin.badToken') : t('signin.badCredentials');
  return errorSentence(t, error);
}

/** What it means that secrets cannot be kept on this computer; `null` when they can. */
export function keychainSentence(t: TFunction, status: KeychainStatus): string | null {
  if (status.kind === 'ok') return null;
  switch (status.reason) {
    case 'noLibrary':
      return t('signin.keychain.noLibrary');
    case 'noService':
      return t('signin.keychain.noService');
    case 'locked':
      return t('signin.keychain.locked');
    case 'refused':
      return t('signin.keychain.refused');
    case 'unknown':
      return t('signin.keychain.unknown');
  }
}

import type { Message, MessageState } from '../../preload/contract.ts';
import { appError } from '../errors.ts';
import type { StoredMessage } from './sql/message-rows.ts';
import type { Link } from './sync.ts';

/** What only memory knows about a message that has not been settled. */
export interface Live {
  link: Link;
  /** Since when the server has had the whole request. */
  waitingSince: (messageId: number) => number | null;
}

/** A stored message as the windows see it. */
export function describeMessage({ pending, ...message }: StoredMessage, live: Live): Message {
  return { ...message, state: pending === null ? { kind: 'stored' } : describeState(message.id, pending, live) };
}

function describeState(
  messageId: number,
  { state, since, error }: NonNullable<StoredMessage['pending']>,
  live: Live,
): MessageState {
  switch (state) {
    case 'queued':
      return { kind: 'queued', waitsFor: waitsFor(live.link) };
    case 'sending': {
      const sentAt = live.waitingSince(messageId);
      return sentAt === null ? { kind: 'sending', since } : { kind: 'waiting', since: sentAt };
    }
    case 'checking':
      return { kind: 'checking', since };
    case 'deciding':
      return { kind: 'deciding', since, error: error ?? appError('unknown', 'no reason was kept') };
  }
}

function waitsFor(link: Link): 'turn' | 'network' | 'session' {
  switch (link) {
    case 'session':
      return 'session';
    case 'down':
    case 'suspended':
      return 'network';
    case 'up':
    case 'unknown':
      return 'turn';
  }
}

import { describe, expect, it } from 'vitest';
import { appError } from '../../../main/errors.ts';
import { advance, type UpdateEvent } from '../../../main/updates/state.ts';
import type { UpdateOffer, UpdateState } from '../../../preload/contract.ts';

const offer: UpdateOffer = { version: '1.1.0', releasedAt: null, notes: '', bytes: 10 };
const error = appError('offline', 'no network');
const holds = [{ kind: 'runs', count: 1 }] as const;
const others = [{ kind: 'import' }] as const;

const states = {
  idle: { kind: 'idle', checkedAt: 1 },
  checking: { kind: 'checking' },
  available: { kind: 'available', offer },
  downloading: { kind: 'downloading', offer, received: 3, total: 10 },
  ready: { kind: 'ready', offer },
  holding: { kind: 'holding', offer, holds },
  restarting: { kind: 'restarting', offer },
  failedCheck: { kind: 'failed', during: 'check', error, offer: null },
  failedDownload: { kind: 'failed', during: 'download', error, offer },
  failedInstall: { kind: 'failed', during: 'install', error, offer },
} as const satisfies Record<string, UpdateState>;
type Name = keyof typeof states;

const begun: UpdateState = { kind: 'downloading', offer, received: 0, total: 10 };

/** What each event makes of the states it means something to; all others stay as they are. */
const table: readonly (readonly [UpdateEvent, Partial<Record<Name, UpdateState>>])[] = [
  [
    { kind: 'check' },
    Object.fromEntries(
      ['idle', 'available', 'failedCheck', 'failedDownload', 'failedInstall'].map((name) => [name, states.checking]),
    ),
  ],
  [{ kind: 'upToDate', at: 7 }, { checking: { kind: 'idle', checkedAt: 7 } }],
  [{ kind: 'found', offer }, { checking: states.available }],
  [{ kind: 'checkFailed', error }, { checking: states.failedCheck }],
  [{ kind: 'gaveUp', before: states.available }, { checking: states.available }],
  [{ kind: 'download' }, { available: begun, failedDownload: begun, failedInstall: begun }],
  [
    { kind: 'received', received: 8, total: 12 },
    { downloading: { kind: 'downloading', offer, received: 8, total: 12 } },
  ],
  [{ kind: 'downloaded' }, { downloading: states.ready }],
  [{ kind: 'downloadFailed', error }, { downloading: states.failedDownload }],
  [{ kind: 'cancel' }, { downloading: states.available, holding: states.ready }],
  [
    { kind: 'restart', holds: [] },
    { ready: states.restarting, holding: states.restarting },
  ],
  [
    { kind: 'restart', holds: others },
    { ready: { ...states.holding, holds: others }, holding: { ...states.holding, holds: others } },
  ],
  [{ kind: 'held', holds: others }, { holding: { ...states.holding, holds: others } }],
  [{ kind: 'held', holds: [] }, { holding: states.restarting }],
  [{ kind: 'installFailed', error }, { restarting: states.failedInstall }],
];

describe.each(table)('%j', (event, changes) => {
  it.each(Object.keys(states) as Name[])('in the state %s', (name) => {
    const after = advance(states[name], event);
    const expected = changes[name];
    if (expected) expect(after).toEqual(expected);
    else expect(after).toBe(states[name]);
  });
});

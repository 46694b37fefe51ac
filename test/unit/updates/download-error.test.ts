import { expect, it } from 'vitest';
import { downloadError } from '../../../main/updates/download-error.ts';

const thrown = (message: string, code?: string) => Object.assign(new Error(message), code ? { code } : {});

it.each<[unknown, object]>([
  [thrown('sha512 checksum mismatch', 'ERR_CHECKSUM_MISMATCH'), { kind: 'protocol', reason: 'updateTampered' }],
  [thrown('not signed', 'ERR_UPDATER_INVALID_SIGNATURE'), { kind: 'protocol', reason: 'updateSignature' }],
  [thrown('ENOSPC: no space left', 'ENOSPC'), { kind: 'storage', reason: 'updateStorage', retryable: false }],
  [thrown('Cannot download "https://x/y", status 404: Not Found'), { kind: 'notFound', reason: 'updateMissing' }],
  [thrown('Cannot download "https://x/y", status 503: Busy'), { kind: 'http', status: 503, retryable: true }],
  [thrown('net::ERR_INTERNET_DISCONNECTED'), { kind: 'offline', retryable: true }],
  [thrown('net::ERR_NAME_NOT_RESOLVED'), { kind: 'dns' }],
  [thrown('net::ERR_CONNECTION_REFUSED'), { kind: 'refused' }],
  [thrown('net::ERR_CERT_AUTHORITY_INVALID'), { kind: 'tls' }],
  [thrown('net::ERR_CONNECTION_TIMED_OUT'), { kind: 'timeout' }],
  [thrown('net::ERR_CONTENT_LENGTH_MISMATCH'), { kind: 'http', reason: 'dropped', retryable: true }],
  [thrown('aborted', 'ECONNRESET'), { kind: 'http', reason: 'dropped' }],
  ['not even an error', { kind: 'http', reason: 'dropped' }],
])('%s', (cause, error) => {
  const told = downloadError(cause);
  expect(told).toMatchObject(error);
  // electron-updater's messages name addresses and folders.
  expect(told.message).not.toMatch(/https?:|[/\\]/);
});

import type { AppError, Result } from '../errors.ts';
import type { Release } from './release.ts';

/** Bytes so far, and of the whole. */
export type OnProgress = (received: number, total: number) => void;

/** What can put a new version in the place of this one. */
export interface Installer {
  /**
   * Downloads the file of a release and verifies it. Nothing stays behind when that fails. Errors: `protocol` with
   * `updateTampered` or `updateSignature`, `notFound`/`updateMissing`, `storage`/`updateStorage`, `cancelled`, and those
   * of the network.
   */
  download(release: Release, onProgress: OnProgress, signal: AbortSignal): Promise<Result<null>>;
  /** Ends this program and starts what was downloaded. Resolves only when that did not come about. */
  install(): Promise<AppError>;
}

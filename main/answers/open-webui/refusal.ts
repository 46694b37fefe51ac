import type { AppError } from '../../errors.ts';
import { type Refused, refusalError } from '../refusal.ts';

/** The administrator has switched API keys off, or not opened this endpoint to them. The words differ by version. */
const KEYS_NOT_ALLOWED = /api[ _-]?keys?\b.*\b(not|isn't|disabled|off)\b|\b(not|disabled)\b.*\bapi[ _-]?keys?\b/i;

/**
 * The error for a refusal of Open WebUI, which has three meanings for 403: `auth` with reason `keyMissing` (it says so
 * instead of 401), `apiKeysNotAllowed`, or `forbidden`. All others: as `refusalError`.
 */
export function openWebuiRefusal(refused: Refused): AppError {
  const error = refusalError(refused);
  if (refused.status !== 403) return error;
  const words = refused.words?.text ?? '';
  if (/not authenticated/i.test(words)) return { ...error, reason: 'keyMissing' };
  return KEYS_NOT_ALLOWED.test(words) ? { ...error, reason: 'apiKeysNotAllowed' } : error;
}

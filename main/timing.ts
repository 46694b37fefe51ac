import { z } from 'zod';
import { defaultTiming, type Timing } from './conversations/index.ts';

const milliseconds = z.stringFormat('milliseconds', /^\d{1,7}$/).transform(Number);

/**
 * How long the conversations wait. In an unpackaged program `COMPANION_OUTBOX_GRACE_MS` says after how many
 * milliseconds a message of unknown outcome is the person's to decide, so that nobody who tries this out has to sit
 * through two minutes. Anything but a whole number up to 9,999,999 is ignored.
 */
export function timingOf(env: NodeJS.ProcessEnv, packaged: boolean): Timing {
  const grace = milliseconds.safeParse(env.COMPANION_OUTBOX_GRACE_MS);
  if (packaged || !grace.success) return defaultTiming;
  return { ...defaultTiming, outbox: { ...defaultTiming.outbox, grace: grace.data } };
}

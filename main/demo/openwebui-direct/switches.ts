import { z } from 'zod';

const on = z.literal(true);

/** The failures of Open WebUI's own interface, besides those of its chat (`openai/switches.ts`). */
export const WEBUI_SWITCHES = {
  /** A valid key is not enough: keys are switched off, not for this endpoint, or the person may not. */
  webuiForbids: z.enum(['keysOff', 'endpoint', 'permission']),
  /** `/health` is the page of a proxy, with status 200, or says no. */
  webuiHealth: z.enum(['page', 'ill']),
  /** The server runs without authentication: no key is asked for. */
  webuiOpen: on,
  /** `/api/config` is that of another program. */
  webuiOther: on,
} satisfies Record<string, z.ZodType>;

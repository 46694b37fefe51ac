import { z } from 'zod';

const on = z.literal(true);

/** The failures of both connectors; scope one with `path` to one of them. */
export const CONNECTOR_SWITCHES = {
  /**
   * Chats and embeddings fail: with `success: false` and status 200, 400 or 500, in words alone (`text…`) or with the
   * class of an exception (`class…`); or because there were too many.
   */
  connectorFails: z.enum(['text200', 'class200', 'text400', 'class500', 'limit429']),
  /** No key is configured: the health says so, with status 200, and all else fails without a key of the caller's. */
  connectorUnconfigured: on,
  /** The health is that of the other connector. */
  connectorMixedUp: on,
  /** The question is read and never answered. */
  connectorHangs: on,
} satisfies Record<string, z.ZodType>;

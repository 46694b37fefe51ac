import { z } from 'zod';

/** The ways in which an agent can break the protocol, or HTTP, or good manners. */
export const RUDE_WAYS = [
  // Server-Sent Events that are legal, yet rarely seen
  'crlf',
  'cr',
  'bom',
  'comments',
  'multiLine',
  // Frames that hold no event of the protocol
  'badFrame',
  'done',
  'unknownTypes',
  'nulls',
  'wrongType',
  // Events that break the order, or belong to the past
  'outOfOrder',
  'thinking',
  'chunks',
  'badPatch',
  'prototypePatch',
  'hugeFrame',
  'hostileMarkdown',
  // Ends that are none, or a bad one
  'drop',
  'unfinished',
  'silence',
  'runError',
  // Answers that are no stream
  'html200',
  'json200',
  'http401',
  'http422',
  'http500Endless',
  // Everything a run can survive, at once
  'everything',
] as const;

export type RudeWay = (typeof RUDE_WAYS)[number];

export const AGENT_SWITCHES = {
  /** Any agent is rude in this way; scope it with `path` to one of them. */
  agentRude: z.enum(RUDE_WAYS),
  /** How long the mail agent's question stays open, ms, instead of five minutes. */
  agentInterruptMs: z.number().int().nonnegative(),
} satisfies Record<string, z.ZodType>;

import { expect, test } from 'vitest';
import { appError } from '../../../main/errors.ts';
import { createUsage } from '../../../main/health/usage.ts';
import type { Message, RunSummary } from '../../../preload/contract.ts';
import { NOW, runSummary } from '../tray/run.ts';

const HOUR = 3_600_000;
const KEY = appError('auth', '', { reason: 'keyRefused', status: 401 });
const agentRun = (state: RunSummary['state'], startedAt = NOW): RunSummary =>
  runSummary(1, { kind: 'agui', sourceId: 'agent', state, startedAt });

test('a source is in use for a day after its last task', () => {
  const usage = createUsage();
  expect(usage.sourceInUse('gateway', NOW)).toBe(false);
  usage.observe('runs', { revision: 1, upserts: [runSummary(1, { startedAt: NOW })], removed: [] });
  usage.runs([runSummary(2, { startedAt: NOW - 30 * HOUR })]);
  expect(usage.sourceInUse('gateway', NOW + 23 * HOUR)).toBe(true);
  expect(usage.sourceInUse('gateway', NOW + 25 * HOUR)).toBe(false);
});

test('the last answer tells of the model for an hour, and of the AI in use for a day', () => {
  const usage = createUsage();
  usage.answered({ author: 'other', modelUsed: null, createdAt: NOW });
  expect(usage.aiInUse(NOW)).toBe(false);
  usage.answered({ author: 'ai', modelUsed: 'mock:mock', createdAt: NOW });
  usage.answered({ author: 'ai', modelUsed: 'openai:gpt-4o', createdAt: NOW - HOUR });
  expect(usage.lastModel(NOW + HOUR - 1)).toBe('mock:mock');
  expect([usage.lastModel(NOW + HOUR), usage.aiInUse(NOW + HOUR)]).toEqual([null, true]);
  usage.reset();
  expect(usage.aiInUse(NOW)).toBe(false);
});

test('how the last run ended tells of its agent, until the source is changed', () => {
  const usage = createUsage();
  usage.runs([agentRun({ kind: 'failed', since: NOW, message: '', code: null, error: KEY })]);
  expect(usage.lastRun('agent')).toEqual({ kind: 'refused', at: NOW, error: KEY });
  // Older news, and ends that tell nothing, change nothing.
  usage.runs([
    agentRun({ kind: 'succeeded', since: NOW - 1 }),
    agentRun({ kind: 'failed', since: NOW + 1, message: 'division by zero', code: null, error: null }),
    agentRun({ kind: 'lost', since: NOW + 2, reason: 'connection' }),
    runSummary(9, { sourceId: 'agent', state: { kind: 'succeeded', since: NOW + 3 } }),
  ]);
  expect(usage.lastRun('agent')?.kind).toBe('refused');
  usage.runs([agentRun({ kind: 'succeeded', since: NOW + 4 })]);
  expect(usage.lastRun('agent')).toEqual({ kind: 'worked', at: NOW + 4 });
  usage.forget('agent');
  expect(usage.lastRun('agent')).toBeNull();
});

test('answers from before this start of the program count, and an older one does not take a newer one back', () => {
  const usage = createUsage();
  usage.recall([{ sourceId: 'chat', at: NOW - HOUR }]);
  usage.recall([{ sourceId: 'chat', at: NOW - 3 * HOUR }]);
  expect(usage.answersInUse('chat', NOW + 6 * 24 * HOUR)).toBe(true);
  expect(usage.answersInUse('chat', NOW + 7 * 24 * HOUR - HOUR)).toBe(false);
});

test('a source of answers is in use for seven days after it answered; a failure is no answer', () => {
  const usage = createUsage();
  const answered = (sourceId: string, kind: 'complete' | 'failed', createdAt: number) =>
    ({ createdAt, local: { answer: { state: { kind }, target: { sourceId, model: null } } } }) as Message;
  const upserts = [
    answered('chat', 'complete', NOW),
    answered('chat', 'complete', NOW - HOUR),
    answered('broken', 'failed', NOW),
    { createdAt: NOW, local: null } as Message,
  ];
  usage.observe('messages', { conversationId: 1, revision: 1, upserts, removed: [] });
  expect(usage.answersInUse('chat', NOW + 7 * 24 * HOUR - 1)).toBe(true);
  expect(usage.answersInUse('chat', NOW + 7 * 24 * HOUR)).toBe(false);
  expect([usage.answersInUse('broken', NOW), usage.answersInUse('other', NOW)]).toEqual([false, false]);
});

import { expect, test } from 'vitest';
import { createLooking } from '../../../main/shell/looking.ts';

test('the way back leads to what is in front of each window, else to its page', () => {
  const looking = createLooking();
  expect(looking.wayBack(1)).toEqual({ kind: 'page', page: 'chat' });
  looking.opened(1, { kind: 'conversation', id: 7 });
  looking.opened(1, { kind: 'run', id: 3 });
  looking.compared(1, 9);
  expect(looking.wayBack(1)).toEqual({ kind: 'conversation', conversationId: 7, messageId: null });
  looking.page(1, 'runs');
  expect(looking.wayBack(1)).toEqual({ kind: 'run', runId: 3 });
  looking.closed(1, { kind: 'run', id: 3 });
  expect(looking.wayBack(1)).toEqual({ kind: 'page', page: 'runs' });
  looking.page(1, 'compare');
  expect(looking.wayBack(1)).toEqual({ kind: 'compare', prompt: '', conversationId: 9 });
  looking.page(1, 'settings');
  expect(looking.wayBack(1)).toEqual({ kind: 'page', page: 'settings' });
  expect(looking.wayBack(2)).toEqual({ kind: 'page', page: 'chat' });
});

import { expect, test } from 'vitest';
import type { Conversations, QuickOptions } from '../../../main/conversations/index.ts';
import { ok } from '../../../main/errors.ts';
import { quickHandlers } from '../../../main/ipc/handlers/quick.ts';
import type { Local } from '../../../main/local/index.ts';
import type { AnswerTarget } from '../../../preload/contract.ts';

const sender = { windowId: 7, origin: '', mainFrame: true };
const source: AnswerTarget = { sourceId: 'mine', model: null };

/** Handlers that note who was asked; conversation 5 is kept here. */
function handlers(chosen: AnswerTarget | null, onlyHere = false) {
  const heard: string[] = [];
  const answer = (who: string) => async () => {
    heard.push(who);
    return ok({ id: 1 });
  };
  const quick: QuickOptions['quick'] = {
    target: 'lastUsed',
    conversationId: null,
    modelId: null,
    withAi: true,
    source: chosen,
  };
  const made = quickHandlers({
    conversations: { quickTarget: answer('halext'), quickAsk: answer('halext') } as unknown as Conversations,
    local: {
      quick: { target: answer('here'), ask: answer('here') },
      owns: async (what: { conversationId?: number }) => what.conversationId === 5,
    } as unknown as Local,
    options: () => ({ quick, dailyTitle: 'today' }),
    onlyHere: () => onlyHere,
    readClipboard: async () => '',
    asked: (id) => heard.push(`asked ${id}`),
    pin: () => {},
    hide: () => {},
  });
  return { made, heard };
}

test.each([
  [null, false, 'halext'],
  [source, false, 'here'],
  [null, true, 'here'],
])('the conversation of the next question is looked for where it will be asked', async (chosen, onlyHere, who) => {
  const { made, heard } = handlers(chosen, onlyHere);
  await made['quick.target'](null, sender);
  expect(heard).toEqual([who]);
});

test.each([
  ['no source', { source: null, conversationId: null }, 'halext'],
  ['no source, a conversation of the server', { source: null, conversationId: 4 }, 'halext'],
  ['no source, a conversation kept here', { source: null, conversationId: 5 }, 'here'],
  ['a source', { source, conversationId: null }, 'here'],
  ['a source and a conversation kept here', { source, conversationId: 5 }, 'here'],
])('a quick question with %s', async (_what, given, who) => {
  const { made, heard } = handlers(null);
  await made['quick.ask']({ content: 'x', modelId: null, ...given }, sender);
  expect(heard).toEqual([who, 'asked 1']);
});

import { join } from 'node:path';
import { openInlineStore } from '../../main/database/inline.ts';
import type { Result } from '../../main/errors.ts';
import type { RemoteMessage } from '../../main/halext/api.ts';

const BATCH = 5_000;
/** Above every id the server will give, so that nothing of it is taken for something else. */
const FIRST_ID = 1_000_000;
const SENTENCES = [
  'Le débit mesuré à la station reste sous la consigne de 42 m³/h depuis ce matin.',
  'The gateway restarted twice; the second time it lost three readings, which we marked as missing.',
  'On garde la courbe de la fiche d’essai, corrigée de la température.',
  'Here is the query: `select avg(flow) from readings where station = 204` and it takes four seconds.',
  'Merci, je prépare le compte rendu pour la réunion d’exploitation de jeudi.',
];

/** Adds messages to the conversation of this title in a profile whose program is not running. */
export async function fillProfile(
  profile: string,
  { title, messages }: { title: string; messages: number },
): Promise<void> {
  const { store } = must(await openInlineStore(join(profile, 'companion.db')));
  const account = must(await store.run('accounts.list', undefined))[0];
  const list = account ? must(await store.run('conversations.list', { accountIds: [account.id] })) : [];
  const conversation = list.find((one) => one.title === title);
  if (!conversation?.remoteId) throw new Error(`the profile has no conversation "${title}"`);
  for (let from = 0; from < messages; from += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, messages - from) }, (_, index) =>
      message(from + index, conversation.remoteId ?? 0),
    );
    must(
      await store.run('messages.merge', {
        conversationId: conversation.id,
        messages: rows,
        last: null,
        full: false,
        listedLastId: null,
        first: true,
        now: Date.now(),
      }),
    );
  }
  await store.close();
}

function message(index: number, conversationId: number): RemoteMessage {
  const ai = index % 2 === 1;
  return {
    id: FIRST_ID + index,
    conversationId,
    authorId: ai ? null : 1,
    ai,
    modelUsed: ai ? 'demo:atelier' : null,
    content: `${index}. ${SENTENCES.slice(0, 1 + (index % SENTENCES.length)).join(' ')}`,
    createdAt: Date.UTC(2026, 0, 1) + index * 60_000,
  };
}

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

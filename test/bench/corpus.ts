import type { DatabaseSync } from 'node:sqlite';
import type { Random } from '../../main/clock.ts';
import { trimLog } from '../../main/database/maintenance.ts';
import { prepared, transaction } from '../../main/database/statements.ts';

/** Frequent words first, as in any language; the rest of the vocabulary is made up from syllables of both. */
const FREQUENT =
  'de la le the et to les of and des in en un du une que est pour is qui dans a on par for plus with pas au sur it ce that se are ne this'.split(
    ' ',
  );
const START = 'b br c ch cl d dr f fl g gr h j l m n p pl pr qu r s st t tr v w'.split(' ');
const VOWEL = 'a e i o u é è ai ou oi ea ee œ'.split(' ');
const END = 'ble ment tion ing er t s nt x ge que n l ure ness'.split(' ');
const VOCABULARY = 48_000;
const ZIPF = 1.05;
/** Ids are allocated from the time, a message a minute (see the schema). */
const MINUTE = 60_000 * 1_024;

/** A corpus in French and English with the word frequencies of real text (Zipf), always the same for a seed. */
export interface Corpus {
  readonly words: readonly string[];
  /** A text of 20 to 2,000 characters, one in eight with a block of code. */
  text(): string;
}

/** A sequence of numbers in [0, 1) that is the same for the same seed (mulberry32). */
export function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function createCorpus(random: Random): Corpus {
  const words = vocabulary(random);
  const shares = words.map((_, rank) => (rank + 1) ** -ZIPF);
  const total = shares.reduce((sum, share) => sum + share, 0);
  let sum = 0;
  const upTo = Float64Array.from(shares, (share) => {
    sum += share / total;
    return sum;
  });

  function word(): string {
    const at = random();
    let low = 0;
    let high = words.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((upTo[middle] ?? 1) < at) low = middle + 1;
      else high = middle;
    }
    return words[low] ?? 'de';
  }

  function text(): string {
    const length = Math.round(20 * 100 ** (random() ** 1.4));
    let body = word();
    while (body.length < length) body += `${random() < 0.1 ? '. ' : ' '}${word()}`;
    return random() < 0.125 ? `${body}\n\n\`\`\`ts\nconst ${word()} = await ${word()}(${word()});\n\`\`\`\n` : body;
  }

  return { words, text };
}

function vocabulary(random: Random): string[] {
  const pick = (from: readonly string[]) => from[Math.floor(random() * from.length)] ?? '';
  const words = new Set(FREQUENT);
  while (words.size < VOCABULARY) {
    const syllables = 1 + Math.floor(random() * 3);
    words.add(Array.from({ length: syllables }, () => pick(START) + pick(VOWEL)).join('') + pick(END));
  }
  return [...words];
}

/**
 * Writes an account (id 1) with one long conversation (id 1) of a tenth to a half of the messages and others of about
 * 200, interleaved in time; and an account (id 2) with 200 short conversations. Answers the length of the long one.
 */
export function writeCorpus(db: DatabaseSync, corpus: Corpus, random: Random, messages: number): number {
  const long = Math.min(100_000, Math.floor(messages / 2));
  const others = Math.max(1, Math.round((messages - long) / 200));
  writeAccounts(db, others);
  const insert = prepared(
    db,
    `INSERT INTO message (id, conversation_id, remote_id, sort_key, author, created_at, content)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const queue = prepared(db, 'INSERT INTO unindexed (message_id) VALUES (?)');
  const STEP = 1_000;
  for (let from = 1; from <= messages; from += STEP) {
    transaction(db, () => {
      for (let n = from; n < Math.min(from + STEP, messages + 1); n += 1) {
        const conversation = random() < long / messages ? 1 : 2 + Math.floor(random() * others);
        insert.run(n * MINUTE, conversation, n, n, n % 2 === 0 ? 'ai' : 'me', n * 60_000, corpus.text());
        queue.run(n * MINUTE);
      }
    });
    trimLog(db);
  }
  db.exec(
    `UPDATE conversation SET message_count = (SELECT count(*) FROM message WHERE conversation_id = conversation.id)`,
  );
  return long;
}

function writeAccounts(db: DatabaseSync, others: number): void {
  const account = prepared(
    db,
    `INSERT INTO account (id, server, user_id, username, display_name, last_used_at)
     VALUES (?, 'https://halext.test/api', ?, 'ada', 'Ada', 0)`,
  );
  const conversation = prepared(
    db,
    `INSERT INTO conversation (account_id, remote_id, title, created_at, last_at, last_author, last_text)
     VALUES (?, ?, ?, 0, ?, 'ai', 'La dernière ligne de la conversation')`,
  );
  transaction(db, () => {
    account.run(1, 1);
    account.run(2, 2);
    for (let n = 1; n <= 1 + others; n += 1) conversation.run(1, n, `Conversation ${n}`, n);
    for (let n = 1; n <= 200; n += 1) conversation.run(2, n, `Short ${n}`, n);
  });
}

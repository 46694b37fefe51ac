import type { DatabaseSync } from 'node:sqlite';
import { all, one, run } from '../../database/statements.ts';
import { fold } from '../../search/letters.ts';
import { readParts } from './parts.ts';

/** UTF-16 units folded in one step: about two milliseconds. */
const STRETCH = 64 * 1_024;

/** More words than this nobody types. */
const MOST_WORDS = 12;

/**
 * Makes a run findable by its title, source, prompt and result, in steps. A run that has ended is marked as done with
 * the last of them; one cut short is begun again at the next start (`unfoldedRuns`).
 */
export function* foldRun(db: DatabaseSync, { id }: { id: number }): Generator<null, null, void> {
  const head = one<{ title: string; source_name: string; ended: number }>(
    db,
    'SELECT title, source_name, finished IS NOT NULL AS ended FROM run WHERE id = ? AND hidden = 0',
    id,
  );
  if (!head) return null;
  const texts = [head.title, head.source_name];
  for (const { value } of yield* readParts(db, id, ['prompt', 'result'])) {
    if (typeof value === 'string') texts.push(value);
  }
  run(db, 'DELETE FROM run_words WHERE run_id = ?', id);
  let no = 0;
  for (const text of texts) {
    for (const stretch of stretchesOf(text)) {
      no += 1;
      run(db, 'INSERT INTO run_words (run_id, no, text) VALUES (?, ?, ?)', id, no, foldText(stretch));
      yield null;
    }
  }
  run(db, 'UPDATE run SET folded = ? WHERE id = ?', head.ended, id);
  return null;
}

/** Runs that have ended and cannot be found by all of their words yet. */
export function unfoldedRuns(db: DatabaseSync): number[] {
  return all<{ id: number }>(
    db,
    'SELECT id FROM run WHERE folded = 0 AND finished IS NOT NULL AND hidden = 0 ORDER BY id',
  ).map(({ id }) => id);
}

/** What was typed into the search, as words that must all be found. */
export function searchWords(query: string): string[] {
  return foldText(query)
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, MOST_WORDS);
}

/** Whether every one of the words stands somewhere in the run; looks at one stretch in a step. */
export function* hasWords(db: DatabaseSync, id: number, words: readonly string[]): Generator<null, boolean, void> {
  for (const word of words) {
    if (!(yield* hasWord(db, id, word))) return false;
  }
  return true;
}

function* hasWord(db: DatabaseSync, id: number, word: string): Generator<null, boolean, void> {
  for (let no = 1; ; no += 1) {
    const sql = 'SELECT instr(text, ?) > 0 AS hit FROM run_words WHERE run_id = ? AND no = ?';
    const stretch = one<{ hit: number }>(db, sql, word, id, no);
    if (!stretch) return false;
    if (stretch.hit === 1) return true;
    yield null;
  }
}

function foldText(text: string): string {
  return fold(text.toWellFormed().replaceAll('\0', ' '));
}

/** A text in stretches that end between words, where there are any. */
function* stretchesOf(text: string): Generator<string, void, void> {
  for (let at = 0; at < text.length; ) {
    const next = endOfStretch(text, at);
    yield text.slice(at, next);
    at = next;
  }
}

function endOfStretch(text: string, at: number): number {
  const far = at + STRETCH;
  if (far >= text.length) return text.length;
  for (let end = far; end > at; end -= 1) if (/\s/.test(text.charAt(end))) return end;
  return far;
}

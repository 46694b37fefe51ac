import { blockOf, excerpt } from './blocks.ts';
import { phrasesFor } from './language.ts';
import { chooser } from './phrases.ts';
import { partsWanted } from './subject.ts';

/** Answers a question with Markdown. The same question gets the same answer from the same responder. */
export type Responder = (question: string) => string;

/**
 * The responder of the demo workspace: no model, only rules. It answers in the language of the question, quotes it,
 * and lets its words decide what the answer holds: code, a table, maths, steps, a letter. `seed` varies the wording.
 */
export function createResponder(seed: number): Responder {
  return (question) => {
    const phrases = phrasesFor(question);
    const choose = chooser(question, seed);
    const parts = partsWanted(question);
    if (parts.length === 0) return [choose(phrases.greetings), phrases.aboutMe].join('\n\n');
    const blocks = parts.map((part) => blockOf(part, phrases, question, choose));
    const opening = `${choose(phrases.openings)} ${phrases.quote(excerpt(question))}`;
    const ending = choose([phrases.honesty, phrases.honesty, choose(phrases.endings)]);
    return [opening, ...blocks, ending].join('\n\n');
  };
}

import { codeBlock } from './code.ts';
import { ENGLISH } from './english.ts';
import { FRENCH } from './french.ts';
import { languageOf } from './language.ts';
import { mathsBlock } from './maths.ts';
import { chooser, type Phrases } from './phrases.ts';
import { type Part, partsWanted } from './subject.ts';

/** Answers a question with Markdown. The same question gets the same answer from the same responder. */
export type Responder = (question: string) => string;

const EXCERPT = 90;

/**
 * The responder of the demo workspace: no model, only rules. It answers in the language of the question, quotes it,
 * and lets its words decide what the answer holds: code, a table, maths, steps, a letter. `seed` varies the wording.
 */
export function createResponder(seed: number): Responder {
  return (question) => {
    const phrases = languageOf(question) === 'fr' ? FRENCH : ENGLISH;
    const choose = chooser(question, seed);
    const parts = partsWanted(question);
    if (parts.length === 0) return [choose(phrases.greetings), phrases.aboutMe].join('\n\n');
    const blocks = parts.map((part) => blockOf(part, phrases, question, choose));
    const opening = `${choose(phrases.openings)} ${phrases.quote(excerpt(question))}`;
    const ending = choose([phrases.honesty, phrases.honesty, choose(phrases.endings)]);
    return [opening, ...blocks, ending].join('\n\n');
  };
}

function blockOf(part: Part, phrases: Phrases, question: string, choose: ReturnType<typeof chooser>): string {
  switch (part) {
    case 'code':
      return codeBlock(question, phrases, choose);
    case 'maths':
      return mathsBlock(question, phrases);
    case 'table':
      return choose(phrases.tables);
    case 'letter':
      return choose(phrases.letters);
    case 'steps':
      return choose(phrases.steps);
    case 'prose':
      return choose(phrases.prose);
  }
}

/** The start of the question on one line, with nothing left that Markdown would act on. */
function excerpt(question: string): string {
  const plain = question
    .replace(/[`*_~[\]<>#|$\\!]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return plain.length <= EXCERPT ? plain : `${plain.slice(0, EXCERPT).trimEnd()}…`;
}

import { codeBlock } from './code.ts';
import { mathsBlock } from './maths.ts';
import type { chooser, Phrases } from './phrases.ts';
import type { Part } from './subject.ts';

const EXCERPT = 90;

/** One part of an answer, in Markdown. */
export function blockOf(part: Part, phrases: Phrases, question: string, choose: ReturnType<typeof chooser>): string {
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
export function excerpt(question: string): string {
  const plain = question
    .replace(/[`*_~[\]<>#|$\\!]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return plain.length <= EXCERPT ? plain : `${plain.slice(0, EXCERPT).trimEnd()}…`;
}

import { blockOf, excerpt } from './blocks.ts';
import { phrasesFor } from './language.ts';
import { chooser } from './phrases.ts';
import { type Part, partsWanted } from './subject.ts';

/** Writes the report of a task, in Markdown; `earlier` are the questions asked before it, oldest first. */
export type Reporter = (question: string, earlier: readonly string[]) => string;

/**
 * The long form of the demo responder: a report with headings on the subject of the question, in its language. The
 * same question gets the same report; `seed` varies the wording. Each says at its head that it is invented.
 */
export function createReporter(seed: number): Reporter {
  return (question, earlier) => {
    const phrases = phrasesFor(question);
    const { report } = phrases;
    const choose = chooser(question, seed);
    const before = earlier.at(-1);
    const section = (part: Part) => `## ${report.headings[part]}\n\n${blockOf(part, phrases, question, choose)}`;
    return [
      `# ${report.title(excerpt(question))}`,
      `> ${report.honesty}`,
      ...(before === undefined ? [] : [report.goesOn(excerpt(before))]),
      ...sections(question).map(section),
      `## ${report.headings.open}\n\n${choose(phrases.endings)}`,
    ].join('\n\n');
  };
}

/** A report always has a summary, a way to go and a comparison; the question's words add to them. */
function sections(question: string): Part[] {
  const always: Part[] = ['prose', 'steps', 'table'];
  return [...always, ...partsWanted(question).filter((part) => !always.includes(part))];
}

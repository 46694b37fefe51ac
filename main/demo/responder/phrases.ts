import { createHash } from 'node:crypto';

/** What the responder can say in one language. */
export interface Phrases {
  greetings: readonly string[];
  aboutMe: string;
  openings: readonly string[];
  quote(excerpt: string): string;
  /** Said in two answers of three. */
  honesty: string;
  endings: readonly string[];
  prose: readonly string[];
  steps: readonly string[];
  tables: readonly string[];
  letters: readonly string[];
  code: { lead: string; comments: CodeComments; after: string };
  maths: {
    /** Decimal sign of the language. */
    decimal: ',' | '.';
    figures(list: string): string;
    result(count: number, sum: string, mean: string): string;
    without: string;
  };
  report: ReportPhrases;
}

/** What frames the blocks of a task's report. */
export interface ReportPhrases {
  title(excerpt: string): string;
  /** Said in every report, at its head. */
  honesty: string;
  goesOn(excerpt: string): string;
  headings: Record<'prose' | 'steps' | 'table' | 'code' | 'maths' | 'letter' | 'open', string>;
}

/** The comments put into the code examples. */
export interface CodeComments {
  mean: string;
  last: string;
  oldFiles: string;
}

/** Picks from lists, always the same way for the same text and seed; each call goes on from the last. */
export function chooser(text: string, seed: number): <T>(from: readonly T[]) => T {
  const digest = createHash('sha256').update(`${seed}\n${text}`).digest();
  let at = 0;
  return <T>(from: readonly T[]): T => {
    const byte = digest[at++ % digest.length] ?? 0;
    return from[byte % from.length] as T;
  };
}

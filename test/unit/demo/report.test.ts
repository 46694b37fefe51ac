import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createReporter } from '../../../main/demo/responder/report.ts';

test('every report says at its head that it is invented, whatever is asked', () => {
  fc.assert(
    fc.property(fc.integer(), fc.string(), (seed, question) => {
      const [title, honesty] = createReporter(seed)(question, []).split('\n\n');
      expect(title).toMatch(/^# (Report|Rapport\u00a0):/);
      expect(honesty).toMatch(/^> \*\*(Demo gateway|Passerelle de démonstration)\.\*\*/);
    }),
  );
});

test('the same question gets the same report', () => {
  const report = createReporter(3);
  expect(report('How do the pumps compare?', [])).toBe(report('How do the pumps compare?', []));
});

test('it has a summary, a way to go, a comparison, and what the words of the question ask for', () => {
  const headings = (question: string) =>
    [...createReporter(3)(question, []).matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);
  expect(headings('hello')).toEqual(['Summary', 'How to go about it', 'The choices', 'What is open']);
  expect(headings('Un script bash, avec un tableau')).toEqual([
    'Résumé',
    'Comment s’y prendre',
    'Les choix',
    'Un exemple',
    'Ce qui reste ouvert',
  ]);
});

test('only the question before is named, on one line', () => {
  const report = createReporter(3)('And then?', ['first', 'the *second*\nquestion']);
  expect(report).toContain('It goes on from what you asked before: “the second question”');
  expect(report).not.toContain('first”');
});

import type { Phrases } from './phrases.ts';

/** The English voice of the demo responder. */
export const ENGLISH: Phrases = {
  greetings: ['Hello!', 'Good to see you.', 'At your service.'],
  aboutMe:
    'I am the **demo responder** of this workspace: a set of rules, not a model. Ask me for code, a table, a formula or a plan, and I will show how such an answer looks. What I say is invented.',
  openings: [
    'Let us take it step by step.',
    'Here is how I would go about it.',
    'A short answer first.',
    'Good question.',
  ],
  quote: (excerpt) => `You ask: “${excerpt}”`,
  honesty: '*I am the demo responder: this answer is invented, do not rely on it.*',
  endings: [
    'Tell me which part you would like in more detail.',
    'If you give me the figures of your own station, I can redo it with them.',
    'Shall I turn this into a note for the team?',
  ],
  prose: [
    'The short version: **measure first, change one thing, measure again.** Most surprises come from two changes made on the same day, and from a reading nobody wrote down.',
    'It depends on two things: how often it happens, and what it costs when it does. Something rare and cheap is best left alone; something rare and *expensive* deserves a written procedure.',
    'There are two schools. One repairs at the first sign, the other waits for the trend. With a spare on the shelf, **waiting for the trend** is usually the better bargain.',
  ],
  steps: [
    `1. **Write down** what you see, with the time.
2. Look for what changed in the last two days.
   - settings
   - people on site
   - weather
3. Undo *one* thing and wait for a full cycle.
4. Note the result in the log, even when nothing happened.`,
    `- [x] Agree on what “done” means
- [ ] Take a reading before anything is touched
- [ ] Change one thing
- [ ] Take the same reading again
- [ ] Tell the people on call`,
    `1. Start from the symptom, not from the guess.
2. Split the chain in the middle: is the fault before or after?
3. Repeat until one part is left.
4. Only then open the cabinet.`,
  ],
  tables: [
    `| Option | Effort | Risk | When |
| :-- | --: | :-: | :-- |
| Leave as is | 0 h | medium | until the next inspection |
| Adjust | 2 h | low | this week |
| Replace | 16 h | low | with the next shutdown |

The middle row is where I would start.`,
    `| | Before | After | Change |
| :-- | --: | --: | --: |
| Duration, min | 188 | 38 | −80 % |
| Size, GB | 61 | 61 | 0 % |
| Rate, MB/s | 5.5 | 27.4 | ×5 |

The figures are examples; yours will differ.`,
  ],
  letters: [
    `> Hello,
>
> thank you for your message. We have received the documents and will answer by the end of the week. Could you confirm the delivery address in the meantime?
>
> Kind regards`,
    `> Dear colleagues,
>
> the work on the north branch is finished and all stations report normally. The old equipment stays in the cabinet, unplugged, for one month.
>
> Kind regards`,
  ],
  code: {
    lead: 'A small example, without any library:',
    comments: {
      mean: 'Mean of the last readings: one odd value no longer shows as a peak.',
      last: 'The latest reading of each station.',
      oldFiles: 'Pack log files older than 30 days.',
    },
    after: 'Try it on a copy of your data first.',
  },
  maths: {
    decimal: '.',
    figures: (list) => `With the figures you give ($x_i$: ${list}):`,
    result: (count, sum, mean) => `So ${count} values, sum **${sum}**, mean **${mean}**.`,
    without: `In a full pipe the flow is section times velocity, $Q = A\\,v$, and the loss grows with the square of it:

$$h_f = \\lambda\\,\\frac{L}{D}\\,\\frac{v^2}{2g}$$

Twice the flow therefore costs four times the head.`,
  },
  report: {
    title: (excerpt) => `Report: ${excerpt}`,
    honesty:
      '**Demo gateway.** This report was put together by rules: no model wrote it, nothing was searched, and its figures are invented. Do not rely on it.',
    goesOn: (excerpt) => `It goes on from what you asked before: “${excerpt}”`,
    headings: {
      prose: 'Summary',
      steps: 'How to go about it',
      table: 'The choices',
      code: 'An example',
      maths: 'The figures',
      letter: 'A letter to send',
      open: 'What is open',
    },
  },
};

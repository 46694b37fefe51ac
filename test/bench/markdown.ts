/**
 * What a long answer costs the window while it streams in, beside the same renderer drawing everything anew at each
 * flush. Scripting time is Chromium's own count; it includes colouring code and drawing formulas in idle time.
 */
import { type Browser, type CDPSession, chromium, type Page } from 'playwright';
import type { Drawing } from '../e2e/support/markdown-page/page.tsx';
import { type MarkdownPage, serveMarkdownPage } from '../e2e/support/markdown-page/serve.ts';
import { findChromium } from '../electron-double/chromium/find.ts';
import { type BenchRow, quantile } from './row.ts';

const FLUSH_MS = 33;
/** Characters that come with one flush: three times the speed of the fastest answers. */
const PER_FLUSH = 400;
const LENGTHS = [50_000, 100_000, 200_000] as const;

interface Run {
  /** Seconds of scripting since the beginning, at each length. */
  readonly scripting: readonly number[];
  /** Milliseconds; 0 when no task took 50. */
  readonly longestTask: number;
}

/**
 * Streams 200,000 characters into a page under the application's policy and says what that took; then once more at the
 * speed of a fast model while somebody types.
 */
export async function benchMarkdown(): Promise<BenchRow[]> {
  const served = await serveMarkdownPage();
  const executablePath = findChromium();
  const browser = await chromium.launch({ args: ['--no-sandbox'], ...(executablePath && { executablePath }) });
  try {
    const text = longAnswer(200_000);
    const rows = rowsOf(await stream(browser, served, text, 'ours'), await stream(browser, served, text, 'anew'));
    return [...rows, await typingRow(browser, served, text)];
  } finally {
    await browser.close();
    await served.close();
  }
}

function rowsOf(ours: Run, naive: Run): BenchRow[] {
  const against = 'all anew at each flush';
  const scripting = LENGTHS.map((length, index) => ({
    name: `answer of ${length.toLocaleString('en')} characters, scripting`,
    value: ours.scripting[index] ?? Number.NaN,
    unit: 's',
    against,
    reference: naive.scripting[index] ?? Number.NaN,
    budget: null,
  }));
  const growth = ({ scripting: [, at100 = Number.NaN, at200 = Number.NaN] }: Run) => at200 / at100;
  return [
    ...scripting,
    {
      name: 'twice the answer, times the scripting',
      value: growth(ours),
      unit: '×',
      against,
      reference: growth(naive),
      budget: 2.2,
    },
    {
      name: 'longest task while it streams (0: none of 50)',
      value: ours.longestTask,
      unit: 'ms',
      against,
      reference: naive.longestTask,
      budget: 50,
    },
  ];
}

async function stream(browser: Browser, served: MarkdownPage, text: string, drawing: Drawing): Promise<Run> {
  const page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
  await page.goto(served.url);
  await page.waitForFunction(() => 'markdown' in window);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await warmUp(page, drawing);
  await watchTasks(page);
  const start = await scriptSeconds(session);
  const scripting: number[] = [];
  let from = 0;
  for (const to of LENGTHS) {
    const options = { from, to, perFlush: PER_FLUSH, flushMs: FLUSH_MS, drawing };
    await page.evaluate(([shown, how]) => window.markdown.stream(shown, how), [text, options] as const);
    scripting.push((await scriptSeconds(session)) - start);
    from = to;
  }
  const longestTask = await page.evaluate(() => Math.max(0, ...(window.longTasks ?? [])));
  await page.close();
  return { scripting, longestTask };
}

/** 200 tokens a second, of four characters each. */
const PER_FLUSH_OF_A_MODEL = Math.round((200 * 4 * FLUSH_MS) / 1_000);
const KEYS = 60;
const KEY_EVERY_MS = 60;

/** How long the page takes to answer a key while the last part of a long answer streams in above the field. */
async function typingRow(browser: Browser, served: MarkdownPage, text: string): Promise<BenchRow> {
  const ours = await typeWhileStreaming(browser, served, text, 'ours');
  const reference = await typeWhileStreaming(browser, served, text, 'reactMarkdown');
  return {
    name: 'answer to a key while 200 tokens/s stream into 200,000 characters, p95',
    value: quantile(ours, 0.95),
    unit: 'ms',
    against: 'react-markdown drawing all anew, p95',
    reference: quantile(reference, 0.95),
    budget: null,
  };
}

async function typeWhileStreaming(
  browser: Browser,
  served: MarkdownPage,
  text: string,
  drawing: Drawing,
): Promise<number[]> {
  const page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
  await page.goto(served.url);
  await page.waitForFunction(() => 'markdown' in window);
  const from = text.length - 40_000;
  const whole = { from: from - 1, to: from, perFlush: 1, flushMs: FLUSH_MS, drawing };
  await page.evaluate(([shown, how]) => window.markdown.stream(shown, how), [text, whole] as const);
  await page.evaluate(() => {
    const field = document.createElement('textarea');
    // Beside the text and not below it, as the composer is: the growing text does not move it.
    field.className = 'bench-field';
    document.body.append(field);
    field.focus();
  });
  const slow = { from, to: text.length, perFlush: PER_FLUSH_OF_A_MODEL, flushMs: FLUSH_MS, drawing };
  await page.evaluate(([shown, how]) => void window.markdown.stream(shown, how), [text, slow] as const);
  const times: number[] = [];
  for (let key = 0; key < KEYS; key++) {
    // Timed from outside: a page that is busy gives an event the time at which it gets round to it.
    const pressed = performance.now();
    await page.keyboard.press('a');
    times.push(performance.now() - pressed);
    await page.waitForTimeout(KEY_EVERY_MS);
  }
  await page.close();
  return times;
}

/** Loads what is loaded once: KaTeX, the grammars. */
async function warmUp(page: Page, drawing: Drawing): Promise<void> {
  const options = { from: 0, to: 10_000, perFlush: 2000, flushMs: FLUSH_MS, drawing };
  await page.evaluate(([shown, how]) => window.markdown.stream(shown, how), [longAnswer(10_000), options] as const);
  if (drawing === 'ours') {
    await page.locator('.katex').first().waitFor();
    await page.locator('.code .k').first().waitFor();
  }
  await page.evaluate(() => window.markdown.show(''));
}

declare global {
  interface Window {
    longTasks?: number[];
  }
}

async function watchTasks(page: Page): Promise<void> {
  await page.evaluate(() => {
    const tasks: number[] = [];
    window.longTasks = tasks;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(duration);
    }).observe({ type: 'longtask' });
  });
}

async function scriptSeconds(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? Number.NaN;
}

/** An answer as models write them: prose, lists, tables, formulas, and code, some of it long. */
function longAnswer(length: number): string {
  let text = '';
  for (let section = 1; text.length < length; section++) text += part(section);
  return text.slice(0, length);
}

function part(section: number): string {
  const prose =
    `The head at point ${section} follows from the *measured* flow, see [the sheet](https://example.org/p/${section}) ` +
    'and `fit()` below; the **margin** stays above what the pump needs in every case we looked at. ';
  const list = Array.from(
    { length: 8 },
    (_, i) => `${i + 1}. Step ${i}: read \`q${i}\`, then **compare** with the curve`,
  );
  const table = Array.from({ length: 8 }, (_, i) => `| ${i * 10} | ${(58.4 - i).toFixed(1)} | ok |`);
  const code = Array.from(
    { length: section % 6 === 0 ? 300 : 20 },
    (_, i) => `    head_${i} = h0 - slope * ${i}.5 ** 2  # "point ${i}"`,
  );
  return [
    `## Part ${section}`,
    prose.repeat(4),
    list.join('\n'),
    `$$\nH_{${section}}(Q) = H_0 - k\\,Q^2\n$$`,
    prose.repeat(3),
    `| Q | H | state |\n|---|---|---|\n${table.join('\n')}`,
    `\`\`\`python\ndef fit_${section}(h0, slope):\n${code.join('\n')}\n    return h0\n\`\`\``,
    `> ${prose}`,
    '',
  ].join('\n\n');
}

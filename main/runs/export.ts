import type { RunEventRow, RunItem, RunState, Turn } from '../../preload/contract.ts';
import type { Store } from '../database/store.ts';
import { assertNever, ok, type Result } from '../errors.ts';
import type { Translate } from '../i18n.ts';
import { detailOf } from './detail.ts';
import type { Run } from './run.ts';
import { firstLine } from './summary.ts';

export type ExportFormat = 'markdown' | 'json' | 'events';

/** Lines of the log read at once. */
const PAGE = 200;

/** A file name for a run: its title without what file systems refuse. */
export function fileName({ id, title }: Run, format: ExportFormat): string {
  const words = title
    .replace(/[^\p{L}\p{N} ._-]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[ .]+|[ .]+$/g, '');
  return `${words || 'run'} ${id}.${EXTENSIONS[format]}`;
}

const EXTENSIONS: Readonly<Record<ExportFormat, string>> = { markdown: 'md', json: 'json', events: 'jsonl' };

/** Everything of a run but what only its driver needs: the remote id is as good as the result. */
export function toJson(run: Run): string {
  const { revision: _revision, ...detail } = detailOf(run, 0);
  return `${JSON.stringify(detail, null, 2)}\n`;
}

/** The event log, one JSON object a line, read page by page. */
export async function toJsonLines(store: Store, id: number): Promise<Result<string>> {
  const lines: string[] = [];
  for (let after = 0; ; ) {
    const page = await store.read('runs.events', { id, after, limit: PAGE, query: '', faultsOnly: false });
    if (!page.ok) return page;
    lines.push(...page.value.rows.map(toLine));
    after = page.value.rows.at(-1)?.seq ?? after;
    if (!page.value.more) return ok(lines.join(''));
  }
}

function toLine({ json, ...row }: RunEventRow): string {
  return `${JSON.stringify({ ...row, event: row.cut ? json : parsed(json) })}\n`;
}

/** An event that is no JSON is exported as the text it was. */
function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
}

/** A run to read: facts, what was said before, prompt, result, and the tools that were used. */
export function toMarkdown(run: Run, t: Translate): string {
  const tools = run.items.filter((item) => item.kind === 'tool');
  const sections = [
    `# ${run.title}`,
    facts(run, t),
    ...(run.earlier.length > 0 ? [`## ${t('runExport.earlier')}`, ...run.earlier.map((turn) => said(turn, t))] : []),
    `## ${t('runExport.prompt')}`,
    run.prompt,
    `## ${t('runExport.result')}`,
    run.result?.trim() ? run.result : t('runExport.noResult'),
    ...(tools.length > 0 ? [`## ${t('runExport.tools')}`, ...tools.map((tool) => toolCall(tool, t))] : []),
  ];
  return `${sections.join('\n\n')}\n`;
}

function facts(run: Run, t: Translate): string {
  const rows = [
    t('runExport.source', { name: run.sourceName }),
    ...(run.model === null ? [] : [t('runExport.model', { name: run.model })]),
    t('runExport.state', { state: stateWord(run.state, t) }),
    t('runExport.started', { time: new Date(run.startedAt).toISOString() }),
    ...(run.endedAt === null ? [] : [t('runExport.ended', { time: new Date(run.endedAt).toISOString() })]),
  ];
  return rows.map((row) => `* ${row}`).join('\n');
}

function said({ role, text }: Turn, t: Translate): string {
  return `**${role === 'user' ? t('runExport.person') : t('runExport.agent')}**\n\n${text}`;
}

function toolCall({ name, args, result }: Extract<RunItem, { kind: 'tool' }>, t: Translate): string {
  const answer = result === null ? t('runExport.noAnswer') : fenced(result);
  return ['<details>', `<summary>${escaped(name)}</summary>`, fenced(args), answer, '</details>'].join('\n\n');
}

/** Code that no text can end early: its fence is longer than any in it. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${text}\n${fence}`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replace(/\s+/g, ' ');
}

function stateWord(state: RunState, t: Translate): string {
  switch (state.kind) {
    case 'submitting':
      return t('runExport.submitting');
    case 'running':
      return t('runExport.running');
    case 'silent':
      return t('runExport.silent');
    case 'waiting':
      return t('runExport.waiting');
    case 'succeeded':
      return t('runExport.succeeded');
    case 'apologised':
      return t('runExport.apologised');
    case 'failed': {
      const message = firstLine(state.message);
      return message === '' ? t('runExport.failed') : t('runExport.failedWith', { message });
    }
    case 'cancelled':
      return t('runExport.cancelled');
    case 'revoked':
      return t('runExport.revoked');
    case 'lost':
      return t('runExport.lost');
    default:
      return assertNever(state);
  }
}

import type { RunSummary } from '../../preload/contract.ts';
import type { Translate } from '../i18n.ts';
import { simplyAsked } from '../runs/simple.ts';
import { menuLabel } from './label.ts';
import type { TrayItem } from './model.ts';
import { type TrayTime, wholeMinutes } from './time.ts';

const SHOWN = 6;
const QUESTION_LENGTH = 80;

/** One line for each run, those that wait for the person first, then the newest. */
export function runItems(runs: readonly RunSummary[], t: Translate, time: TrayTime): TrayItem[] {
  if (runs.length === 0) return [];
  const shown = [...runs].sort(byUrgency).slice(0, SHOWN);
  const more = runs.length - shown.length;
  return [
    { kind: 'text', label: t('tray.runs') },
    ...shown.map((run) => runItem(run, t, time)),
    ...(more > 0 ? [{ kind: 'action', action: 'runs', label: t('tray.moreRuns', { count: more }) } as const] : []),
  ];
}

function byUrgency(a: RunSummary, b: RunSummary): number {
  return rank(a) - rank(b) || b.startedAt - a.startedAt || b.id - a.id;
}

function rank({ state, asks }: RunSummary): number {
  if (state.kind !== 'waiting') return Number.POSITIVE_INFINITY;
  return asks?.expiresAt ?? Number.MAX_SAFE_INTEGER;
}

function runItem(run: RunSummary, t: Translate, time: TrayTime): TrayItem {
  const title = menuLabel(run.title.trim() === '' ? t('tray.untitled') : run.title);
  const label = t('tray.run', { title, detail: runDetail(run, t, time) });
  if (run.state.kind !== 'waiting') return { kind: 'run', runId: run.id, label };
  return { kind: 'submenu', label, items: waitingItems(run, t, time) };
}

/** How a run under way stands, in a few words. */
function runDetail(run: RunSummary, t: Translate, time: TrayTime): string {
  const { state, contact, lastNewsAt, startedAt } = run;
  if (state.kind === 'waiting') return waitingDetail(run, t, time);
  if (contact.kind === 'keyRefused') return t('tray.runKeyRefused');
  // What cannot be asked is not known to be running.
  if (contact.kind === 'unreachable') return t('tray.runNoNews', { time: time.ofDay(lastNewsAt) });
  switch (state.kind) {
    case 'submitting':
      return t('tray.runSubmitting');
    case 'silent':
      return t('tray.runNoNews', { time: time.ofDay(lastNewsAt) });
    default:
      return t('tray.runRunning', { elapsed: wholeMinutes(time.now - startedAt, t) });
  }
}

function waitingDetail({ asks }: RunSummary, t: Translate, { now }: TrayTime): string {
  if (!asks || asks.expiresAt === null) return t('tray.runWaiting');
  if (asks.expiresAt <= now) return t('tray.runTooLate');
  return t('tray.runWaitingLeft', { left: wholeMinutes(asks.expiresAt - now, t) });
}

/** The question, its answers when one press is enough and still in time, and the way to the whole of it. */
function waitingItems(run: RunSummary, t: Translate, { now }: TrayTime): TrayItem[] {
  const { id, asks } = run;
  const open: TrayItem = { kind: 'run', runId: id, label: t('tray.openRun') };
  if (!asks) return [open];
  const question = menuLabel(asks.title, QUESTION_LENGTH);
  const asked = simplyAsked(run, now);
  return [
    ...(question === '' ? [] : [{ kind: 'text', label: question } as const]),
    ...(asks.count > 1 ? [{ kind: 'text', label: t('tray.questions', { count: asks.count }) } as const] : []),
    ...(asked
      ? [
          { kind: 'answer', asked, decision: 'approve', label: t('tray.approve') } as const,
          { kind: 'answer', asked, decision: 'refuse', label: t('tray.refuse') } as const,
        ]
      : []),
    { kind: 'separator' },
    open,
  ];
}

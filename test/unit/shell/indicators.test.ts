import { expect, test } from 'vitest';
import { createTranslator } from '../../../main/i18n.ts';
import { createOverview } from '../../../main/overview.ts';
import { createIndicators } from '../../../main/shell/indicators.ts';
import type { TrayModel } from '../../../main/tray/model.ts';
import type { RunSummary } from '../../../preload/contract.ts';
import { endedRun, NOW, runSummary, waitingRun } from '../tray/run.ts';

/** Indicators over an overview, with a clock that moves only when told. */
function desk(first: readonly RunSummary[]) {
  let runs = first;
  let now = NOW;
  let timers: { at: number; fn: () => void }[] = [];
  const shown: TrayModel[] = [];
  const badges: unknown[] = [];
  const clock = {
    now: () => now,
    after(ms: number, fn: () => void) {
      const timer = { at: now + ms, fn };
      timers.push(timer);
      return () => {
        timers = timers.filter((each) => each !== timer);
      };
    },
  };
  const overview = createOverview({
    changed: () => indicators.drawSoon(),
    onDecision: () => {},
    asking: () => 0,
    runs: () => runs,
    troubles: () => ({ offlineSince: null, services: [] }),
  });
  const indicators = createIndicators({
    tray: { present: true, render: (model) => shown.push(model) },
    badge: { render: (...badge) => badges.push(badge) },
    clock,
    state: () => ({ ...overview.state(), hotkey: { kind: 'off' }, metered: false }),
    translate: () => createTranslator('en'),
    timeOfDay: () => '15:42',
    drawn: () => {},
  });
  return {
    ...indicators,
    shown,
    badges,
    lines: () => shown.at(-1)?.items.flatMap((item) => (item.kind === 'run' ? [item.label] : [])),
    become(list: readonly RunSummary[]) {
      runs = list;
      overview.observe('runs', { revision: 1, upserts: list, removed: [] });
    },
    pass(ms: number) {
      now += ms;
      const due = timers.filter((timer) => timer.at <= now);
      timers = timers.filter((timer) => timer.at > now);
      for (const timer of due) timer.fn();
    },
  };
}

test('a run that begins, waits and ends comes and goes, in the menu and on the badge', () => {
  const { become, pass, shown, badges, lines } = desk([]);
  become([runSummary(1)]);
  pass(100);
  expect(lines()).toEqual(['Run 1 · running, 12 min']);
  become([waitingRun(1)]);
  pass(100);
  expect(shown.at(-1)?.icon).toBe('waiting');
  expect(badges.at(-1)).toEqual([1, '1 thing waits for you']);
  become([endedRun(1, { kind: 'succeeded', since: NOW })]);
  pass(100);
  expect([shown.at(-1)?.icon, lines(), badges.at(-1)]).toEqual(['ok', [], [0, '0 things wait for you']]);
});

test('many changes are drawn once', () => {
  const { become, pass, shown } = desk([]);
  for (let n = 0; n < 20; n++) become([runSummary(1)]);
  pass(100);
  expect(shown).toHaveLength(1);
});

test('minutes pass in the menu while something is under way, and only then', () => {
  const { draw, become, pass, shown, lines } = desk([runSummary(1)]);
  draw();
  pass(60_000);
  expect(lines()).toEqual(['Run 1 · running, 13 min']);
  become([]);
  pass(100);
  const drawn = shown.length;
  pass(600_000);
  expect(shown).toHaveLength(drawn);
});

import type { Page } from 'playwright/test';
import type {
  Bridge,
  CommandName,
  ReplyOf,
  RequestOf,
  Result,
  RunChange,
  RunDetail,
  RunEventRow,
  RunSummary,
  Source,
  SourceModels,
} from '../../../preload/contract.ts';
import type { Scenario } from './fake-bridge.ts';
import { withFakeBridge } from './pages.ts';

/** What the Runs page is to find besides a workspace. */
export interface RunsScenario {
  readonly sources: readonly Source[];
  readonly models: SourceModels;
  readonly details: readonly RunDetail[];
  readonly events: readonly (readonly [number, readonly RunEventRow[]])[];
  /** Commands of runs that fail, and how. */
  readonly runsFailing: { readonly [C in CommandName]?: Extract<Result<never>, { ok: false }>['error'] };
}

declare global {
  interface Window {
    /** Lets runs happen, for the tests. */
    runsFake: {
      /** Changes of one run, as main tells them: to the list, and to a window that has it open. */
      change(id: number, changes: readonly RunChange[]): void;
      summary(id: number, more: Partial<RunSummary>): void;
      /** The next answers are refused, or taken again. */
      refuse(command: CommandName, error: Extract<Result<never>, { ok: false }>['error'] | null): void;
      /** What is told next leaves a gap. */
      skip(): void;
      remove(id: number): void;
    };
  }
}

/** Adds runs and sources to the stand-in for main. It runs in the page, so it carries everything inside it. */
function installRuns(scenario: RunsScenario): void {
  const base = (window as unknown as { companion: Bridge }).companion;
  const details = new Map(scenario.details.map((each) => [each.run.id, each]));
  const events = new Map(scenario.events);
  const failing = new Map(Object.entries(scenario.runsFailing));
  const opened = new Set<number>();
  let revision = 1;
  let serial = 5_000;

  const detailOf = (id: number): RunDetail => {
    const found = details.get(id);
    if (!found) throw new Error(`no run ${id}`);
    return found;
  };
  const tell = (run: RunSummary) => window.fake.emit('runs', { revision: ++revision, upserts: [run], removed: [] });
  const applied = (detail: RunDetail, change: RunChange): RunDetail => {
    switch (change.kind) {
      case 'summary':
        return { ...detail, run: change.run };
      case 'item': {
        const known = detail.items.some((each) => each.id === change.item.id);
        const items = known
          ? detail.items.map((each) => (each.id === change.item.id ? change.item : each))
          : [...detail.items, change.item];
        return { ...detail, items };
      }
      case 'append': {
        const items = detail.items.map((each) => {
          if (each.id !== change.itemId) return each;
          if (change.field === 'args') return each.kind === 'tool' ? { ...each, args: each.args + change.text } : each;
          return 'text' in each ? { ...each, text: (each.text ?? '') + change.text } : each;
        });
        return { ...detail, items };
      }
      case 'removed':
        return { ...detail, items: detail.items.filter((each) => !change.itemIds.includes(each.id)) };
      case 'interrupts':
        return { ...detail, interrupts: change.interrupts };
      case 'sharedState':
        return { ...detail, sharedState: change.sharedState };
      case 'usage':
        return { ...detail, usage: change.usage };
      case 'result':
        return { ...detail, result: change.result, media: change.media };
      case 'events':
        return { ...detail, events: change.events, faults: change.faults };
    }
  };
  const change = (id: number, changes: readonly RunChange[]) => {
    const before = detailOf(id);
    const next = { ...changes.reduce(applied, before), revision: before.revision + 1 };
    details.set(id, next);
    if (next.run !== before.run) tell(next.run);
    if (opened.has(id)) window.fake.emit('run', { id, revision: next.revision, changes });
  };
  const summary = (id: number, more: Partial<RunSummary>) =>
    change(id, [{ kind: 'summary', run: { ...detailOf(id).run, ...more } }]);
  const remove = (id: number) => {
    details.delete(id);
    window.fake.emit('runs', { revision: ++revision, upserts: [], removed: [id] });
  };
  const begin = (request: RequestOf<'runs.start'>): RunSummary => {
    const source = scenario.sources.find((each) => each.id === request.sourceId);
    const id = ++serial;
    const now = Date.now();
    const run: RunSummary = {
      id,
      kind: source?.kind === 'agui' ? 'agui' : 'gateway',
      sourceId: request.sourceId,
      sourceName: source?.name ?? '',
      demo: false,
      model: request.model,
      title: request.prompt.slice(0, 60),
      state: { kind: 'submitting', since: now },
      contact: { kind: 'ok' },
      startedAt: now,
      lastNewsAt: now,
      endedAt: null,
      step: null,
      steps: 0,
      preview: null,
      asks: null,
      conversationId: request.conversationId,
      previousId: request.previousId,
      unseen: false,
      tokens: null,
    };
    details.set(id, {
      run,
      prompt: request.prompt,
      earlier: request.earlier,
      items: [],
      interrupts: [],
      sharedState: null,
      usage: [],
      result: null,
      media: [],
      events: 0,
      faults: 0,
      revision: 1,
    });
    tell(run);
    return run;
  };

  const ACTIVE = ['submitting', 'running', 'silent', 'waiting'];
  type Handlers = { [C in CommandName]?: (request: RequestOf<C>) => ReplyOf<C> };
  const handlers: Handlers = {
    'sources.list': () => scenario.sources,
    'sources.models': () => scenario.models,
    'runs.list': ({ query, filter, before, limit }) => {
      const fits = ({ state }: RunSummary) => {
        const active = ACTIVE.includes(state.kind);
        if (filter === 'active') return active;
        if (filter === 'succeeded') return state.kind === 'succeeded';
        return filter === 'all' || (!active && state.kind !== 'succeeded');
      };
      const words = query.toLowerCase();
      const all = [...details.values()]
        .filter(({ run, result }) => `${run.title} ${result ?? ''}`.toLowerCase().includes(words) && fits(run))
        .map(({ run }) => run)
        .sort((a, b) => b.startedAt - a.startedAt);
      const start = before ?? 0;
      const next = start + limit < all.length ? start + limit : null;
      return { runs: all.slice(start, start + limit), next, revision };
    },
    'runs.open': ({ id }) => {
      opened.add(id);
      const detail = detailOf(id);
      if (detail.run.unseen) summary(id, { unseen: false });
      return detailOf(id);
    },
    'runs.close': ({ id }) => {
      opened.delete(id);
      return null;
    },
    'runs.start': begin,
    'runs.again': ({ id }) => {
      const { run, prompt, earlier } = detailOf(id);
      const { sourceId, model, conversationId } = run;
      return begin({ sourceId, model, prompt, earlier, conversationId, previousId: id });
    },
    'runs.stop': ({ id }) => {
      const since = Date.now();
      summary(id, { state: { kind: 'cancelled', since }, endedAt: since });
      return null;
    },
    'runs.answer': ({ id }) => {
      const { run } = detailOf(id);
      const state = { kind: 'running', since: Date.now() } as const;
      change(id, [
        { kind: 'interrupts', interrupts: [] },
        { kind: 'summary', run: { ...run, state, asks: null } },
      ]);
      return null;
    },
    'runs.delete': ({ ids }) => {
      for (const id of ids) remove(id);
      return null;
    },
    'runs.attach': ({ id, conversationId }) => {
      summary(id, { conversationId });
      return null;
    },
    'runs.export': () => ({ saved: true }),
    'runs.events': ({ id, after, limit, query, faultsOnly }) => {
      const all = (events.get(id) ?? []).filter(
        (each) =>
          each.seq > after &&
          (!faultsOnly || each.fault !== null) &&
          `${each.type} ${each.json}`.toLowerCase().includes(query.toLowerCase()),
      );
      return { rows: all.slice(0, limit), more: all.length > limit };
    },
  };

  /** Main puts the result at the end of the conversation's draft, whatever a composer on screen holds. */
  const intoDraft = async ({ id, conversationId }: RequestOf<'runs.attach'>) => {
    const draft = await base.call('conversations.draft', { id: conversationId });
    const before = draft.ok ? draft.value.text : '';
    const text = [before, detailOf(id).result ?? ''].filter((part) => part !== '').join('\n\n');
    await base.call('conversations.saveDraft', { id: conversationId, text });
  };

  const bridge: Bridge = {
    async call(command, request) {
      const known = await base.call(command, request);
      const error = failing.get(command);
      if (error) return { ok: false, error };
      if (command === 'runs.attach') await intoDraft(request as RequestOf<'runs.attach'>);
      const handler = handlers[command] as ((value: typeof request) => ReplyOf<typeof command>) | undefined;
      return known.ok && handler ? { ok: true, value: handler(request) } : known;
    },
    on: (topic, listener) => base.on(topic, listener),
  };
  Object.assign(window, {
    companion: bridge,
    runsFake: {
      change,
      summary,
      remove,
      refuse(command: CommandName, error: Extract<Result<never>, { ok: false }>['error'] | null) {
        if (error) failing.set(command, error);
        else failing.delete(command);
      },
      skip() {
        revision++;
        for (const [id, each] of details) details.set(id, { ...each, revision: each.revision + 1 });
      },
    },
  });
}

/** Puts the workspace, the runs and the sources behind `window.companion` before the page loads. */
export async function withRunsBridge(page: Page, scenario: Scenario, runs: RunsScenario): Promise<void> {
  await withFakeBridge(page, scenario);
  await page.addInitScript(installRuns, runs);
}

import type { Page } from 'playwright/test';
import type { Bridge, CommandName, ReplyOf, RequestOf, Result, RunSummary, Source } from '../../../preload/contract.ts';
import type { Scenario } from './fake-bridge.ts';
import { withFakeBridge } from './pages.ts';

/** What the section of sources needs besides a workspace. */
export interface SourceExtras {
  readonly sources: readonly Source[];
  readonly runs: readonly RunSummary[];
  /** What gateways list. */
  readonly models: ReplyOf<'sources.models'>;
  readonly keychain: ReplyOf<'session.get'>['keychain'];
  /** How connection tests go, one after another, the last one for ever; each is told before it is answered. */
  readonly tests: readonly ReplyOf<'sources.test'>[];
  readonly imported: ReplyOf<'sources.import'> | null;
}

/** Adds to the stand-in for main what the section asks. It runs in the page, so it carries everything inside it. */
function installSources(extras: SourceExtras): void {
  const base = (window as unknown as { companion: Bridge }).companion;
  let sources = [...extras.sources];
  let serial = 0;
  let tested = 0;
  const refuse = (reason: string) =>
    ({ ok: false, error: { kind: 'validation', reason, message: reason, retryable: false } }) as const;
  const tell = () => window.fake.emit('sources', sources);

  function save(draft: RequestOf<'sources.save'>): Result<Source> {
    if (draft.address === '') return refuse('addressEmpty');
    if (draft.address.startsWith('ftp:')) return refuse('addressScheme');
    const { id: known, name } = draft;
    const before = sources.find((each) => each.id === known);
    const base = {
      id: known ?? `made-${++serial}`,
      name,
      address: /^https?:/.test(draft.address) ? draft.address : `https://${draft.address}`,
      demo: false,
    };
    if (draft.kind === 'gateway') {
      if (draft.key?.includes(' ')) return refuse('key');
      const kept = before?.kind === 'gateway' && before.hasKey;
      return keep({
        ...base,
        kind: 'gateway',
        hasKey: draft.key === undefined ? kept : draft.key !== null,
        model: draft.model,
      });
    }
    if (draft.kind !== 'agui') {
      if (draft.parameters.temperature === 1.99) return refuse('temperature');
      const { key, headers, ...rest } = draft;
      return keep({
        ...rest,
        ...base,
        hasKey: key === undefined ? before !== undefined && 'hasKey' in before && before.hasKey : key !== null,
        headers: headers.map((each) => ({ name: each.name, value: each.secret ? null : each.value })),
        nearby: base.address.includes('localhost'),
      });
    }
    if (draft.headers.some((each) => each.name === 'Host')) return refuse('header');
    if (draft.forwardedProps.startsWith('[')) return refuse('forwardedProps');
    const headers = draft.headers.map(({ name: header, value, secret }) => ({
      name: header,
      value: secret ? null : value,
    }));
    const { kind, protocol, forwardedProps, openWebuiPreset, idleSeconds, tools } = draft;
    return keep({ ...base, kind, headers, protocol, forwardedProps, openWebuiPreset, idleSeconds, tools });
  }
  function keep(source: Source): Result<Source> {
    const at = sources.findIndex((each) => each.id === source.id);
    sources = at < 0 ? [...sources, source] : sources.with(at, source);
    tell();
    return { ok: true, value: source };
  }

  type Handlers = { [C in CommandName]?: (request: RequestOf<C>) => Result<ReplyOf<C>> };
  const handlers: Handlers = {
    'session.get': () => ({
      ok: true,
      value: { session: window.fakeSession, keychain: extras.keychain, accounts: [] },
    }),
    'sources.list': () => ({ ok: true, value: sources }),
    'sources.save': save,
    'sources.remove': ({ id }) => {
      sources = sources.filter((each) => each.id !== id);
      tell();
      return { ok: true, value: null };
    },
    'sources.models': () => ({ ok: true, value: extras.models }),
    'sources.test'({ id }) {
      const steps = extras.tests[Math.min(tested++, extras.tests.length - 1)] ?? [];
      window.fake.emit('sourceTest', { id, steps });
      return { ok: true, value: steps };
    },
    'sources.stopTest': () => ({ ok: true, value: null }),
    'sources.import': () => (extras.imported ? { ok: true, value: extras.imported } : refuse('notAnObject')),
    'runs.list': () => ({ ok: true, value: { runs: extras.runs, next: null, revision: 1 } }),
  };
  const bridge: Bridge = {
    async call(command, request) {
      const known = await base.call(command, request);
      const handler = handlers[command] as ((value: typeof request) => Result<ReplyOf<typeof command>>) | undefined;
      return known.ok && handler ? handler(request) : known;
    },
    on: (topic, listener) => base.on(topic, listener),
  };
  Object.assign(window, { companion: bridge });
}

/** Puts the workspace and the sources behind `window.companion` before the page loads. */
export async function withSources(page: Page, scenario: Scenario, extras: SourceExtras): Promise<void> {
  await withFakeBridge(page, scenario);
  await page.addInitScript((session) => {
    window.fakeSession = session;
  }, scenario.session);
  await page.addInitScript(installSources, extras);
}

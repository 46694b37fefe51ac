import type { Conversation, Message, Page, RunSummary } from '../../preload/contract.ts';
import type { Trouble } from '../health/troubles.ts';
import type { Translate } from '../i18n.ts';
import { isQuiet } from '../quiet-hours.ts';
import type { AwayNotice } from '../runs/away.ts';
import { type Asked, type Decision, simplyAsked } from '../runs/simple.ts';
import type { SettingsStore } from '../settings/settings.ts';
import { plainLabel } from '../tray/label.ts';
import { troubleLine } from '../tray/services.ts';
import { createLooking, type Looking, type Subject } from './looking.ts';
import type { Choice, Notifier, News as Telling } from './notifications.ts';
import { endSentence } from './run-sentences.ts';

export interface News extends Pick<Looking, 'wayBack'> {
  /** An answer to a question of ours, or a message of another person. */
  arrived(conversation: Conversation, message: Message): void;
  decisionNeeded(conversation: Conversation): void;
  /** A window now shows this conversation. What is in front has been seen: its notification has done its work. */
  shown(windowId: number, conversationId: number): void;
  /** A window now shows the answers of this conversation side by side. */
  comparisonShown(windowId: number, conversationId: number): void;
  runEnded(run: RunSummary): void;
  runWaiting(run: RunSummary): void;
  runShown(windowId: number, runId: number): void;
  runClosed(windowId: number, runId: number): void;
  /** The person has answered it outside its window. */
  runAnswered(runId: number): void;
  serviceDown(trouble: Trouble): void;
  serviceUp(service: Pick<Trouble, 'id' | 'name'>): void;
  pageShown(windowId: number, page: Page): void;
  /** One word about all that happened during an absence. */
  wereAway(absence: Pick<AwayNotice, 'ended' | 'waiting' | 'runId'>): void;
}

/** The part of a `BrowserWindow` that tells whether somebody looks at it. */
export interface Viewer {
  readonly webContents: { readonly id: number };
  isFocused(): boolean;
}

export interface NewsDeps {
  readonly windows: readonly Viewer[];
  readonly notifier: Pick<Notifier, 'tell' | 'seen'>;
  readonly settings: Pick<SettingsStore, 'get'>;
  readonly translate: () => Translate;
  readonly now: () => number;
  /** The window that says it in a card is in front. */
  readonly cardIsLookedAt: () => boolean;
  readonly open: (subject: Subject) => void;
  readonly openHealth: () => void;
  readonly answer: (asked: Asked, decision: Decision) => void;
}

const TITLE = 80;

/** Notifies of what arrives, unless the person is looking at it already, has switched the kind off, or wants quiet now. */
export function createNews(deps: NewsDeps): News {
  const { windows, notifier, settings, translate, open } = deps;
  const looking = createLooking();

  function tell(news: Telling): void {
    if (!isQuiet(deps.now(), settings.get().quietHours)) notifier.tell(news);
  }

  function isLookedAt(subject: Subject): boolean {
    return windows.some((window) => window.isFocused() && isSame(looking.front(window.webContents.id), subject));
  }

  function notify(subject: Subject, title: string, body: string, choices: readonly Choice[] = []): void {
    if (isLookedAt(subject)) return;
    tell({ about: about(subject), title, body, choices, open: () => open(subject) });
  }

  function notifyRun(run: RunSummary, body: string, choices?: readonly Choice[]): void {
    const title = plainLabel(run.title, TITLE);
    notify({ kind: 'run', id: run.id }, title === '' ? translate()('tray.untitled') : title, body, choices);
  }

  function choicesOf(asked: Asked): readonly Choice[] {
    const t = translate();
    return [
      { label: t('notifications.approve'), choose: () => deps.answer(asked, 'approve') },
      { label: t('notifications.refuse'), choose: () => deps.answer(asked, 'refuse') },
    ];
  }

  function notifyService(id: string, title: string, body: string): void {
    const watched = windows.some((window) => window.isFocused() && looking.pageOf(window.webContents.id) === 'health');
    // One about the same service has become untrue, also when nobody is told of the change.
    notifier.seen(aboutService(id));
    if (watched || !settings.get().notifications.services) return;
    tell({ about: aboutService(id), title, body, choices: [], open: deps.openHealth });
  }

  function seen(windowId: number): void {
    const front = looking.front(windowId);
    if (front) notifier.seen(about(front));
  }

  return {
    wayBack: looking.wayBack,
    arrived({ id, title }, message) {
      if (settings.get().notifications.answers) notify({ kind: 'conversation', id }, title, message.content);
    },
    decisionNeeded({ id, title }) {
      if (!settings.get().notifications.decisions) return;
      notify({ kind: 'conversation', id }, title, translate()('notifications.decision'));
    },
    shown(windowId, id) {
      looking.opened(windowId, { kind: 'conversation', id });
      seen(windowId);
    },
    comparisonShown(windowId, id) {
      looking.compared(windowId, id);
      seen(windowId);
    },
    runEnded(run) {
      const sentence = endSentence(run.state, translate());
      // Whatever it was that it waited for, nobody waits for it now.
      notifier.seen(about({ kind: 'run', id: run.id }));
      if (sentence === null || !settings.get().notifications.runs) return;
      notifyRun(run, run.preview === null ? sentence : `${sentence} ${run.preview}`);
    },
    runWaiting(run) {
      if (!settings.get().notifications.waiting) return;
      const asked = simplyAsked(run, deps.now());
      const question = run.asks?.title.trim() || translate()('notifications.runWaiting');
      notifyRun(run, question, asked ? choicesOf(asked) : []);
    },
    runShown(windowId, id) {
      looking.opened(windowId, { kind: 'run', id });
      seen(windowId);
    },
    runClosed(windowId, id) {
      looking.closed(windowId, { kind: 'run', id });
    },
    runAnswered(id) {
      notifier.seen(about({ kind: 'run', id }));
    },
    serviceDown(trouble) {
      notifyService(trouble.id, translate()('notifications.serviceDown'), troubleLine(trouble, translate()));
    },
    serviceUp({ id, name }) {
      notifyService(id, translate()('notifications.serviceUp'), plainLabel(name, TITLE));
    },
    pageShown(windowId, page) {
      looking.page(windowId, page);
      seen(windowId);
    },
    wereAway({ ended, waiting, runId }) {
      const { runs, waiting: waits } = settings.get().notifications;
      const t = translate();
      const parts = [
        ...(runs && ended > 0 ? [t('notices.awayEnded', { count: ended })] : []),
        ...(waits && waiting > 0 ? [t('notices.awayWaiting', { count: waiting })] : []),
      ];
      if (parts.length === 0 || deps.cardIsLookedAt()) return;
      tell({
        about: 'away',
        title: t('notifications.away'),
        body: parts.join(' '),
        choices: [],
        open: () => open({ kind: 'run', id: runId }),
      });
    },
  };
}

function isSame(one: Subject | null, other: Subject): boolean {
  return one !== null && one.kind === other.kind && one.id === other.id;
}

function about({ kind, id }: Subject): string {
  return `${kind} ${id}`;
}

function aboutService(id: string): string {
  return `service ${id}`;
}

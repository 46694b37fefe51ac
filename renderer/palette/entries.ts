import type { TFunction } from 'i18next';
import type { Conversation, RunSummary, SessionState, Source } from '../../preload/contract.ts';
import { showSettings } from '../app/store.ts';
import { selectConversation } from '../chat/actions.ts';
import { stateWord } from '../runs/run-words.ts';
import { showRun } from '../runs/view.ts';
import { type SectionId, sections } from '../settings/catalog.ts';
import type { IconName } from '../ui/icon.tsx';
import { plainLine } from '../ui/plain-line.ts';
import { actions } from './actions.ts';
import type { Findable } from './rank.ts';

export interface Entry extends Findable {
  readonly icon: IconName;
  /** Another key that does the same, e.g. `Mod+N`. */
  readonly keys?: string;
  /** Called when the palette is gone and the focus is back. */
  readonly act: () => void;
}

/** What the window knows when the palette opens. */
export interface Known {
  readonly conversations: Iterable<Conversation>;
  readonly runs: Iterable<RunSummary>;
  readonly sources: readonly Source[];
  readonly session: SessionState;
}

/** Everything that can be found. */
export function entriesOf({ conversations, runs, sources, session }: Known, t: TFunction): readonly Entry[] {
  const chat = t('palette.chat');
  const keptHere = t('palette.keptHere');
  const entries: Entry[] = [...actions(session, t)];
  for (const each of conversations) entries.push(conversationEntry(each, each.local ? keptHere : chat));
  for (const each of runs) entries.push(runEntry(each, t));
  for (const each of sources) entries.push(sourceEntry(each, t));
  return [...entries, ...settingEntries(t)];
}

function conversationEntry({ id, title, lastAt, local }: Conversation, detail: string): Entry {
  return {
    id: `conversation-${id}`,
    kind: 'conversation',
    icon: local ? 'database' : 'chat',
    title,
    detail,
    at: lastAt,
    act: () => selectConversation(id, null),
  };
}

function runEntry(run: RunSummary, t: TFunction): Entry {
  return {
    id: `run-${run.id}`,
    kind: 'run',
    icon: 'runs',
    title: plainLine(run.title.slice(0, 300)),
    detail: t('palette.run', { state: stateWord(run, t) }),
    at: run.endedAt ?? run.startedAt,
    act: () => showRun(run.id),
  };
}

function sourceEntry({ id, name }: Source, t: TFunction): Entry {
  return {
    id: `source-${id}`,
    kind: 'source',
    icon: 'server',
    title: name,
    detail: t('palette.source'),
    at: 0,
    act: () => showSettings('sources'),
  };
}

/** The sections of the settings, and each setting that is not called as its section. */
function settingEntries(t: TFunction): readonly Entry[] {
  const entry = (id: string, icon: IconName, title: string, detail: string, section: SectionId): Entry => ({
    id: `setting-${id}`,
    kind: 'setting',
    icon,
    title,
    detail,
    at: 0,
    act: () => showSettings(section),
  });
  return sections(t).flatMap(({ id, icon, title, settings }) => [
    entry(id, icon, title, t('palette.settings'), id),
    ...settings
      .filter(({ label }) => label !== title)
      .map((each) => entry(`${id}-${each.id}`, icon, each.label, title, id)),
  ]);
}

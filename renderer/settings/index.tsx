import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actionOf } from '../app/keys.ts';
import { showSettings, useApp } from '../app/store.ts';
import { Button, join } from '../ui/button.tsx';
import { errorSentence } from '../ui/error-sentence.ts';
import { SearchField } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import { Note, SignLine } from '../ui/note.tsx';
import { type Section, type SectionId, search, sections } from './catalog.ts';
import { Shown } from './line.tsx';
import { useSaving } from './save.ts';
import { About } from './sections/about.tsx';
import { Accounts } from './sections/accounts.tsx';
import { AnswersSection } from './sections/answers.tsx';
import { Appearance } from './sections/appearance.tsx';
import { DiagnosticsSection } from './sections/diagnostics.tsx';
import { ExchangeSection } from './sections/exchange.tsx';
import { MeaningSection } from './sections/meaning.tsx';
import { NetworkSection } from './sections/network.tsx';
import { Notifications } from './sections/notifications.tsx';
import { OpenWebuiSection } from './sections/open-webui.tsx';
import { QuickSection } from './sections/quick.tsx';
import { RunsSection } from './sections/runs.tsx';
import { SourcesSection } from './sections/sources.tsx';
import { Startup } from './sections/startup.tsx';
import { SyncSection } from './sections/sync.tsx';
import { TransferSection } from './sections/transfer.tsx';
import { ResetSection } from './transfer/reset.tsx';
import './settings.css';

const CONTENT: Record<SectionId, () => React.JSX.Element> = {
  accounts: Accounts,
  sources: SourcesSection,
  answers: AnswersSection,
  runs: RunsSection,
  quick: QuickSection,
  notifications: Notifications,
  appearance: Appearance,
  startup: Startup,
  sync: SyncSection,
  meaning: MeaningSection,
  openwebui: OpenWebuiSection,
  exchange: ExchangeSection,
  network: NetworkSection,
  diagnostics: DiagnosticsSection,
  transfer: TransferSection,
  about: About,
};

/** The settings: sections at the left, one of them (or everything found) at the right. Saved as one goes. */
export function SettingsPage() {
  const { t } = useTranslation();
  const all = useMemo(() => sections(t), [t]);
  const selected = useApp((state) => state.settingsAt);
  const [query, setQuery] = useState('');
  const searching = query.trim() !== '';
  const shown = searching ? search(all, query) : all.filter((each) => each.id === selected);
  const field = useRef<HTMLInputElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useFindKey(field);
  useEffect(() => heading.current?.focus(), []);
  // Somebody was sent to a section from elsewhere: what was being looked for would hide it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the section is what it waits for.
  useEffect(() => setQuery(''), [selected]);

  return (
    <main className="settings">
      <div className="settings-list" data-area="list">
        <header className="bar">
          <h2>{t('settings.title')}</h2>
        </header>
        <SearchField
          ref={field}
          label={t('settings.find')}
          accelerator="Mod+F"
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Escape' && setQuery('')}
        />
        <SectionList
          all={all}
          current={searching ? null : selected}
          onSelect={(id) => {
            setQuery('');
            showSettings(id);
          }}
        />
        <Saved />
      </div>
      <div className="content" data-area="content">
        <header className="bar bar-line">
          <h1 ref={heading} tabIndex={-1} className="settings-title">
            {searching ? t('settings.found') : shown[0]?.title}
          </h1>
        </header>
        <section
          className="settings-body"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
          tabIndex={0}
          aria-label={searching ? t('settings.found') : (shown[0]?.title ?? '')}
        >
          <SaveProblem />
          {shown.length === 0 && (
            <NothingFound
              query={query}
              onShowAll={() => {
                setQuery('');
                field.current?.focus();
              }}
            />
          )}
          {shown.map((section) => (
            <SectionBody key={section.id} section={section} titled={searching} />
          ))}
        </section>
      </div>
    </main>
  );
}

/** ⌘F finds a setting here, whatever it finds on the page behind. */
function useFindKey(field: RefObject<HTMLInputElement | null>): void {
  const platform = useApp((state) => state.info.platform);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (document.querySelector('dialog:modal') || actionOf(event, platform) !== 'findHere') return;
      event.preventDefault();
      field.current?.select();
    };
    addEventListener('keydown', press, { capture: true });
    return () => removeEventListener('keydown', press, { capture: true });
  }, [field, platform]);
}

function NothingFound({ query, onShowAll }: { query: string; onShowAll: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="empty">
      <Icon name="search" />
      <p role="status">{t('settings.nothingFound', { query })}</p>
      <Button onClick={onShowAll}>{t('settings.showAll')}</Button>
    </div>
  );
}

interface SectionListProps {
  readonly all: readonly Section[];
  readonly current: SectionId | null;
  readonly onSelect: (id: SectionId) => void;
}

function SectionList({ all, current, onSelect }: SectionListProps) {
  const { t } = useTranslation();
  return (
    <nav className="scroll" aria-label={t('settings.sections')}>
      <ul>
        {all.map(({ id, icon, title }) => (
          <li key={id}>
            <button
              type="button"
              className={join('sec', id === current && 'on')}
              aria-current={id === current ? 'true' : undefined}
              onClick={() => onSelect(id)}
            >
              <Icon name={icon} />
              <span className="cut">{title}</span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function SectionBody({ section, titled }: { section: Section; titled: boolean }) {
  const Content = CONTENT[section.id];
  const shown = useMemo(() => new Map(section.settings.map((each) => [each.id, each])), [section]);
  return (
    <div className={section.id === 'sources' ? 'sources-wide' : undefined}>
      {titled && <h2 className="settings-found">{section.title}</h2>}
      <Shown value={shown}>
        <Content />
      </Shown>
      {!titled && <ResetSection section={section} />}
    </div>
  );
}

function Saved() {
  const { t } = useTranslation();
  const failed = useSaving((state) => state.error !== null);
  return (
    <footer className="foot">
      <SignLine sign={failed ? 'problem' : 'ok'}>{failed ? t('settings.notSaved') : t('settings.saved')}</SignLine>
    </footer>
  );
}

function SaveProblem() {
  const { t } = useTranslation();
  const error = useSaving((state) => state.error);
  if (!error) return null;
  return (
    <Note kind="bad" live>
      {t('settings.saveFailed')} {errorSentence(t, error)}
    </Note>
  );
}

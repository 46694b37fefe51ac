import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account, Page } from '../../preload/contract.ts';
import { useList } from '../chat/list-store.ts';
import { count } from '../chat/time.ts';
import { useHealth } from '../health/health-store.ts';
import { railCount } from '../health/rail-count.ts';
import { railMark } from '../runs/runs-state.ts';
import { useRuns } from '../runs/runs-store.ts';
import { Badge } from '../ui/chip.tsx';
import { Icon, type IconName, Sign } from '../ui/icon.tsx';
import { UpdateMark } from '../updates/update-mark.tsx';
import { initials } from './initials.ts';
import { showPage, useApp } from './store.ts';

/** The pages of the window, and who is signed in. */
export function Rail({ account }: { account: Account }) {
  const { t } = useTranslation();
  return (
    <nav className="rail" aria-label={t('app.pages')} data-area="rail">
      <div className="rail-top">
        <h1 className="vh">{t('app.name')}</h1>
      </div>
      <PageButton page="chat" icon="chat" label={t('app.chats')} mark={<ChatMark />} />
      <PageButton page="runs" icon="runs" label={t('app.runs')} mark={<RunMark />} />
      <PageButton page="compare" icon="compare" label={t('app.compare')} />
      <PageButton page="health" icon="health" label={t('app.health')} mark={<HealthMark />} />
      <span className="push-down" />
      <PageButton page="settings" icon="settings" label={t('app.settings')} mark={<UpdateMark />} />
      <Me account={account} />
    </nav>
  );
}

/** Who is signed in, or that nobody has to be; it leads to the accounts. */
function Me({ account }: { account: Account }) {
  const { t } = useTranslation();
  const isLocal = useApp((state) => state.session.kind === 'local');
  const title = isLocal
    ? t('app.withoutServer')
    : t('app.signedInAs', { name: account.username, server: account.server });
  return (
    <button type="button" className="nav nav-me" title={title} onClick={() => showPage('settings')}>
      <span className="face face-small" aria-hidden="true">
        {isLocal ? <Icon name="user" /> : initials(account.displayName)}
      </span>
      <span className="cut">{isLocal ? t('app.local') : account.displayName.split(' ')[0]}</span>
    </button>
  );
}

interface PageButtonProps {
  readonly page: Page;
  readonly icon: IconName;
  readonly label: string;
  readonly mark?: ReactNode;
}

function PageButton({ page, icon, label, mark }: PageButtonProps) {
  const on = useApp((state) => state.page === page);
  const press = () => {
    // In a narrow window the list is folded away: the button of the page one is on brings it out.
    const { page: before, listOpen } = useApp.getState();
    showPage(page);
    useApp.setState({ listOpen: (page === 'chat' || page === 'runs') && before === page && !listOpen });
  };
  return (
    <button type="button" className={on ? 'nav on' : 'nav'} aria-current={on ? 'page' : undefined} onClick={press}>
      <Icon name={icon} />
      <span className="cut">{label}</span>
      {mark}
    </button>
  );
}

function ChatMark() {
  const { t, i18n } = useTranslation();
  const unread = useList((state) => sum(state.conversations.values(), (each) => (each.hidden ? 0 : each.unread)));
  const deciding = useList((state) => sum(state.conversations.values(), (each) => each.deciding));
  if (unread === 0 && deciding === 0) return null;
  if (unread === 0) {
    return (
      <span className="mark" title={t('app.deciding', { count: deciding })}>
        <Sign name="waiting" />
        <span className="vh">{t('app.deciding', { count: deciding })}</span>
      </span>
    );
  }
  return (
    <span className="mark">
      <Badge count={unread} label={t('app.unread', { n: count(unread, i18n.language) })} />
    </span>
  );
}

/** Whether a run waits for the person, or something runs; each in one short word for the ear. */
function RunMark() {
  const { t } = useTranslation();
  const runs = useRuns((state) => state.runs);
  const mark = railMark(runs.values());
  if (!mark) return null;
  const words =
    mark.kind === 'waiting' ? t('app.runsWaiting', { count: mark.count }) : t('app.runsWorking', { count: mark.count });
  return (
    <span className="mark" title={words}>
      <Sign name={mark.kind} />
      <span className="vh">{words}</span>
    </span>
  );
}

/** Whether something is broken. How many is said of what breaks by itself, not of what follows from it. */
function HealthMark() {
  const { t } = useTranslation();
  const broken = useHealth(({ report }) => railCount(report));
  if (broken === 0) return null;
  const words = broken === 'network' ? t('app.healthNetwork') : t('app.healthBroken', { count: broken });
  return (
    <span className="mark" title={words}>
      <Sign name="problem" />
      <span className="vh">{words}</span>
    </span>
  );
}

function sum<T>(items: Iterable<T>, of: (item: T) => number): number {
  let total = 0;
  for (const item of items) total += of(item);
  return total;
}

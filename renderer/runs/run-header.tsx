import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunDetail, RunSummary } from '../../preload/contract.ts';
import { useCommand } from '../app/commands.ts';
import { selectConversation } from '../chat/actions.ts';
import { useList } from '../chat/list-store.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { keyText } from '../ui/key.tsx';
import { Menu, type MenuEntry } from '../ui/menu.tsx';
import { checkRun, copyText, runAgain, stopRun } from './actions.ts';
import { AttachDialog } from './attach-dialog.tsx';
import { DeleteRunDialog, StopDialog } from './delete-dialog.tsx';
import { exportEntries } from './export-entries.ts';
import { RunListFold } from './list-fold.tsx';

type Asking = 'stop' | 'delete' | 'attach' | null;

/** Title, and what can be done with the run. */
export function RunHeader({ detail }: { detail: RunDetail }) {
  const { t } = useTranslation();
  const { run } = detail;
  const [asking, setAsking] = useState<Asking>(null);
  const chat = useList(({ conversations }) =>
    run.conversationId === null ? undefined : conversations.get(run.conversationId),
  );
  const underWay = run.endedAt === null;
  const gateway = run.kind === 'gateway';
  const { id } = run;
  const stop = useCallback(() => {
    if (gateway) setAsking('stop');
    else void stopRun(id);
  }, [gateway, id]);
  useCommand('stopRun', underWay ? stop : null);
  const title = run.title || t('runs.untitled');
  const close = () => setAsking(null);
  return (
    <header className="bar bar-line" data-area="header">
      <RunListFold />
      <div className="cut head-title">
        <h2 className="cut" dir="auto" title={title}>
          {title}
        </h2>
      </div>
      <span className="push" />
      {chat && (
        <Button kind="quiet" icon="chat" title={chat.title} onClick={() => selectConversation(chat.id, null)}>
          <span className="narrow-hide">{t('runs.openChat')}</span>
        </Button>
      )}
      {underWay && (
        <Button icon="stop" title={`${t('runs.stop')} (${keyText('Mod+.', t)})`} onClick={stop}>
          <span className="narrow-hide">{t('runs.stop')}</span>
        </Button>
      )}
      <Menu
        label={t('runs.more')}
        entries={useEntries(detail, setAsking)}
        button={(props) => <IconButton icon="more" label={t('runs.more')} {...props} />}
      />
      {asking === 'stop' && underWay && <StopDialog run={run} onClose={close} />}
      {asking === 'delete' && <DeleteRunDialog run={run} onClose={close} />}
      {asking === 'attach' && <AttachDialog run={run} onClose={close} />}
    </header>
  );
}

function useEntries({ run, result }: RunDetail, ask: (what: Asking) => void): readonly MenuEntry[] {
  const { t } = useTranslation();
  const noResult = result === null || result === '' ? { disabledReason: t('runs.noResult') } : {};
  return [
    {
      kind: 'item',
      label: t('runs.again'),
      icon: 'retry',
      onSelect: () => void runAgain(run.id),
      ...againReason(run, t('runs.stillUnderWay')),
    },
    {
      kind: 'item',
      label: t('runs.checkNow'),
      icon: 'clock',
      onSelect: () => void checkRun(run.id),
      ...(run.endedAt === null ? {} : { disabledReason: t('runs.hasEnded') }),
    },
    { kind: 'separator', key: 'result' },
    { kind: 'item', label: t('runs.copyResult'), icon: 'copy', onSelect: () => copyText(result ?? ''), ...noResult },
    { kind: 'item', label: t('runs.attach'), icon: 'chat', onSelect: () => ask('attach'), ...noResult },
    ...exportEntries(run.id, t),
    { kind: 'separator', key: 'delete' },
    { kind: 'item', label: t('runs.delete'), icon: 'trash', danger: true, onSelect: () => ask('delete') },
  ];
}

function againReason(run: RunSummary, reason: string): { disabledReason?: string } {
  return run.endedAt === null ? { disabledReason: reason } : {};
}

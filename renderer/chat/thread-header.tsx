import { type ReactNode, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Conversation } from '../../preload/contract.ts';
import { runCommand, useCommand } from '../app/commands.ts';
import { IconButton, join } from '../ui/button.tsx';
import { DemoMark } from '../ui/chip.tsx';
import { Icon } from '../ui/icon.tsx';
import { keyText } from '../ui/key.tsx';
import { Menu, type MenuEntry } from '../ui/menu.tsx';
import { hideConversation, renameConversation } from './actions.ts';
import { DeleteDialog } from './delete-dialog.tsx';
import { exportEntries } from './export-entries.ts';
import { OpenWebui } from './open-webui.tsx';
import { RenameField } from './rename-field.tsx';

interface Props {
  readonly conversation: Conversation;
  readonly demo: boolean;
  /** The button that brings the list out in a narrow window. */
  readonly fold: ReactNode;
}

/** Title, people, and what can be done with the conversation. */
export function ThreadHeader({ conversation, demo, fold }: Props) {
  const { t } = useTranslation();
  const [renaming, setRenaming] = useState<number | null>(null);
  const [deleting, setDeleting] = useState<number | null>(null);
  const { id, title, people, owner, presence, hidden, withAi, local } = conversation;
  const mayChange = owner && presence === 'here';
  const rename = useCallback(() => setRenaming(id), [id]);
  useCommand('rename', mayChange ? rename : null);
  const notOwner = mayChange ? {} : { disabledReason: presence === 'gone' ? t('chat.goneShort') : t('chat.ownerOnly') };
  const hide: MenuEntry = {
    kind: 'item',
    label: hidden ? t('chat.showAgain') : t('chat.hideHere'),
    icon: 'database',
    onSelect: () => void hideConversation(id, !hidden),
  };
  const entries: MenuEntry[] = [
    { kind: 'item', label: t('chat.rename'), icon: 'edit', accelerator: 'F2', onSelect: rename, ...notOwner },
    {
      kind: 'item',
      label: local ? t('targets.choose') : t('chat.chooseModel'),
      icon: 'model',
      accelerator: 'Mod+L',
      onSelect: () => runCommand('model'),
      ...(withAi && presence === 'here' ? {} : { disabledReason: t('chat.noAi') }),
    },
    { kind: 'separator', key: 'files' },
    ...exportEntries(id, t),
    { kind: 'separator', key: 'line' },
    ...(local ? [] : [hide]),
    {
      kind: 'item',
      label: t('chat.deleteForGood'),
      icon: 'trash',
      danger: true,
      onSelect: () => setDeleting(id),
      ...notOwner,
    },
  ];
  const names = people.map((each) => (each.me ? t('chat.you') : each.name)).join(', ');
  return (
    <header className="bar bar-line" data-area="header">
      {fold}
      <div className="cut head-title">
        {renaming === id ? (
          <RenameField
            title={title}
            onDone={(changed) => {
              if (changed !== null) void renameConversation(id, changed);
              setRenaming(null);
            }}
          />
        ) : (
          <h2 className="cut" dir="auto" title={title} onDoubleClick={mayChange ? rename : undefined}>
            {title || t('chat.untitled')}
          </h2>
        )}
      </div>
      {demo && !local && <DemoMark label={t('app.demo')} />}
      <span
        className={join('chip chip-plain faint people', local && 'kept-here')}
        title={local ? t('chat.keptHereHint') : names}
      >
        <Icon name={local ? 'lock' : 'people'} />
        <span className="cut">{local ? t('chat.keptHere') : names}</span>
      </span>
      <span className="push" />
      <OpenWebui />
      <IconButton
        icon="search"
        label={t('search.here')}
        keys={keyText('Mod+F', t)}
        onClick={() => runCommand('findHere')}
      />
      <Menu
        label={t('chat.more')}
        entries={entries}
        button={(props) => <IconButton icon="more" label={t('chat.more')} {...props} />}
      />
      {deleting === id && <DeleteDialog conversation={conversation} onClose={() => setDeleting(null)} />}
    </header>
  );
}

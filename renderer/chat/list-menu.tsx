import { useTranslation } from 'react-i18next';
import type { Conversation } from '../../preload/contract.ts';
import { ContextMenu } from '../ui/menu.tsx';
import { exportEntries } from './export-entries.ts';

/** The conversation of the list a menu was asked for, and where in the window. */
export interface MenuPlace {
  readonly id: number;
  readonly x: number;
  readonly y: number;
}

interface Props {
  readonly conversation: Conversation;
  readonly at: MenuPlace;
  readonly onRename: (id: number) => void;
  readonly onDelete: (id: number) => void;
  readonly onClose: () => void;
}

/** What can be done with a conversation of the list without opening it. */
export function ListMenu({ conversation, at, onRename, onDelete, onClose }: Props) {
  const { t } = useTranslation();
  const { id, owner, presence } = conversation;
  const gone = presence === 'gone';
  const notOwner = owner && !gone ? {} : { disabledReason: gone ? t('chat.goneShort') : t('chat.ownerOnly') };
  return (
    <ContextMenu
      label={t('chat.more')}
      at={at}
      onClose={onClose}
      entries={[
        {
          kind: 'item',
          label: t('chat.rename'),
          icon: 'edit',
          accelerator: 'F2',
          onSelect: () => onRename(id),
          ...notOwner,
        },
        { kind: 'separator', key: 'files' },
        ...exportEntries(id, t),
        { kind: 'separator', key: 'line' },
        {
          kind: 'item',
          label: t('chat.deleteForGood'),
          icon: 'trash',
          danger: true,
          onSelect: () => onDelete(id),
          ...notOwner,
        },
      ]}
    />
  );
}

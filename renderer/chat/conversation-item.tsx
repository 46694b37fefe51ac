import type { TFunction } from 'i18next';
import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Conversation } from '../../preload/contract.ts';
import { join } from '../ui/button.tsx';
import { Badge } from '../ui/chip.tsx';
import { Icon, Sign } from '../ui/icon.tsx';
import { plainLine } from '../ui/plain-line.ts';
import { renameConversation } from './actions.ts';
import { markOf } from './list-state.ts';
import { RenameField } from './rename-field.tsx';
import { listTime } from './time.ts';

interface Props {
  readonly conversation: Conversation;
  readonly now: number;
  readonly selected: boolean;
  readonly tabStop: boolean;
  readonly renaming: boolean;
  readonly onOpen: (id: number) => void;
  readonly onFocus: (id: number) => void;
  readonly onRenamed: (id: number) => void;
}

/** One row: title and time, then who said what last and the one mark. */
export const ConversationItem = memo(function ConversationItem(props: Props) {
  const { conversation, now, selected, tabStop, renaming, onOpen, onFocus, onRenamed } = props;
  const { t, i18n } = useTranslation();
  const { id, title } = conversation;
  if (renaming) {
    return (
      <div className="item-rename">
        <RenameField
          title={title}
          onDone={(changed) => {
            if (changed !== null) void renameConversation(id, changed);
            onRenamed(id);
          }}
        />
      </div>
    );
  }
  return (
    <button
      type="button"
      className={join('item', selected && 'on', conversation.unread > 0 && 'unread')}
      data-conversation={id}
      data-area-focus={tabStop || undefined}
      tabIndex={tabStop ? 0 : -1}
      aria-current={selected ? 'true' : undefined}
      title={hover(conversation, t)}
      onClick={() => onOpen(id)}
      onFocus={() => onFocus(id)}
    >
      <span className="title cut" dir="auto">
        {conversation.local && (
          <span className="kept-here" title={t('chat.keptHere')}>
            <Icon name={conversation.local.comparison ? 'compare' : 'lock'} />
            <span className="vh">{conversation.local.comparison ? t('chat.comparison') : t('chat.keptHere')}</span>
          </span>
        )}
        {title || t('chat.untitled')}
      </span>
      <span className="time">{listTime(conversation.lastAt, now, i18n.language)}</span>
      <span className="sub cut">
        <LastLine conversation={conversation} />
      </span>
      <span className="marks">
        <MarkSign conversation={conversation} />
      </span>
    </button>
  );
});

/** Title in full, the model, and who takes part. */
function hover(conversation: Conversation, t: TFunction): string {
  if (conversation.local) return [conversation.title, t('chat.keptHere')].filter(Boolean).join('\n');
  const people = conversation.people.map((each) => (each.me ? t('chat.you') : each.name)).join(', ');
  const model = conversation.withAi
    ? t('chat.modelIs', { model: conversation.modelId ?? t('chat.modelUnknown') })
    : t('chat.noAi');
  return [conversation.title, model, people].filter(Boolean).join('\n');
}

/** What the second line says: what waits for the person comes before what was said. */
function LastLine({ conversation }: { conversation: Conversation }): ReactNode {
  const { t } = useTranslation();
  const { deciding, queued, draft, presence, last } = conversation;
  if (deciding > 0) {
    return (
      <>
        <span className="is-warn">{t('chat.toDecide', { count: deciding })}</span>
        {queued > 0 && (
          <>
            <span className="faint"> · </span>
            {t('chat.queuedCount', { count: queued })}
          </>
        )}
      </>
    );
  }
  if (draft !== null && conversation.unread === 0) {
    return (
      <>
        <span className="is-accent">{t('chat.draft')}</span> <bdi>{draft}</bdi>
      </>
    );
  }
  if (queued > 0) return t('chat.queuedCount', { count: queued });
  if (conversation.local && conversation.local.answering > 0) return t('chat.beingAnswered');
  if (presence === 'gone') return t('chat.goneShort');
  if (!last) return <span className="faint">{t('chat.nothingYet')}</span>;
  return t('chat.said', { who: speaker(last, t), text: plainLine(last.text) });
}

function speaker(last: NonNullable<Conversation['last']>, t: TFunction): string {
  switch (last.author) {
    case 'me':
      return t('chat.you');
    case 'ai':
      return t('chat.ai');
    case 'other':
      return last.name ?? t('chat.someone');
  }
}

function MarkSign({ conversation }: { conversation: Conversation }): ReactNode {
  const { t } = useTranslation();
  switch (markOf(conversation)) {
    case 'decide':
      return <Sign name="waiting" />;
    case 'unread':
      return <Badge count={conversation.unread} label={t('chat.unreadCount', { count: conversation.unread })} />;
    case 'draft':
      return (
        <span className="faint">
          <Icon name="edit" />
        </span>
      );
    case 'gone':
      return (
        <span className="faint">
          <Icon name="database" />
        </span>
      );
    case null:
      return null;
  }
}

import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../../preload/contract.ts';
import { IconButton } from '../../ui/button.tsx';
import { chooseBranch } from './actions.ts';

/** The branch that was asked for with the keyboard or the mouse, and by which button: its row takes the focus. */
let wanted: { readonly messageId: number; readonly step: -1 | 1 } | null = null;

/** Which of several wordings, or of several answers, is shown, and the way to its neighbours. */
export function BranchSwitch({ message }: { message: Message }) {
  const { t } = useTranslation();
  const siblings = message.local?.siblings ?? [];
  const group = useRef<HTMLSpanElement>(null);
  const at = siblings.indexOf(message.id);
  useEffect(() => {
    if (wanted?.messageId !== message.id) return;
    const buttons = group.current?.querySelectorAll<HTMLButtonElement>('button') ?? [];
    const own = buttons[wanted.step < 0 ? 0 : 1];
    wanted = null;
    // At an end the button one came by is off.
    (own?.disabled ? [...buttons].find((each) => !each.disabled) : own)?.focus();
  }, [message.id]);
  if (siblings.length < 2 || at < 0) return null;

  const go = (step: -1 | 1) => {
    const messageId = siblings[at + step];
    if (messageId === undefined) return;
    wanted = { messageId, step };
    void chooseBranch(messageId);
  };
  const isQuestion = message.author === 'me';
  const values = { n: at + 1, all: siblings.length };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for what is filled in.
    <span
      ref={group}
      className="branches"
      role="group"
      aria-label={isQuestion ? t('chat.wordings', values) : t('chat.answers', values)}
    >
      <IconButton
        small
        className="turned"
        icon="right"
        label={isQuestion ? t('chat.earlierWording') : t('chat.earlierAnswer')}
        disabled={at === 0}
        onClick={() => go(-1)}
      />
      <span className="num small" aria-hidden="true">
        {t('chat.branchOf', values)}
      </span>
      <IconButton
        small
        icon="right"
        label={isQuestion ? t('chat.laterWording') : t('chat.laterAnswer')}
        disabled={at === siblings.length - 1}
        onClick={() => go(1)}
      />
    </span>
  );
}

import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../preload/contract.ts';
import { Markdown, useMarkdownLabels } from '../markdown/index.ts';
import { Note } from '../ui/note.tsx';
import { copyText, loadImage, openLink } from './actions.ts';
import { isUnderWay } from './answer-state.ts';
import { endSentence } from './sentences.ts';

/** What was thought and said, and the sentence about an end that is none. */
export const AnswerText = memo(function AnswerText({ message, name }: { message: Message; name: string }) {
  const { t } = useTranslation();
  const labels = useMarkdownLabels();
  const answer = message.local?.answer;
  if (!answer) return null;
  const live = isUnderWay(answer.state);
  const sentence = endSentence(answer, t);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className="answer-text" tabIndex={0} aria-label={t('compare.textOf', { name })}>
      {answer.reasoning !== '' && (
        <details className="reasoning">
          <summary>{live && message.content === '' ? t('targets.thinking') : t('targets.thoughts')}</summary>
          <div className="soft reasoning-text">{answer.reasoning}</div>
        </details>
      )}
      {message.content !== '' && (
        <Markdown
          text={message.content}
          live={live}
          onLink={openLink}
          onCopy={copyText}
          loadImage={loadImage}
          labels={labels}
        />
      )}
      {sentence !== null && <Note kind={answer.state.kind === 'failed' ? 'bad' : 'warn'}>{sentence}</Note>}
    </section>
  );
});

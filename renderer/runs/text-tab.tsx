import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunDetail, RunItem } from '../../preload/contract.ts';
import { Verbatim } from '../chat/verbatim.tsx';
import { Button } from '../ui/button.tsx';
import { copyText } from './actions.ts';
import { Fold } from './fold.tsx';
import { AnswerText } from './long-text.tsx';
import { MediaList } from './media.tsx';

/** What was asked and what came of it, without the way there. */
export function TextTab({ detail }: { detail: RunDetail }) {
  const { t } = useTranslation();
  const { run, prompt, earlier, result, items, media } = detail;
  const spoken = useMemo(() => (result === null ? spokenIn(items) : ''), [result, items]);
  const text = result ?? spoken;
  const underWay = run.endedAt === null;
  return (
    <div className="text-tab">
      {earlier.length > 0 && (
        <Fold icon="chat" label={t('runs.earlierTurns', { count: earlier.length })}>
          <ol className="turns">
            {earlier.map((turn, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: they were sent and never change.
              <li key={index}>
                <span className="label">{turn.role === 'user' ? t('runs.you') : t('runs.answer')}</span>
                <Verbatim text={turn.text} className="soft" />
              </li>
            ))}
          </ol>
        </Fold>
      )}
      <section aria-label={t('runs.prompt')}>
        <h3 className="label">{t('runs.prompt')}</h3>
        <Verbatim text={prompt} className="bubble" />
      </section>
      <section aria-label={t('runs.answer')} aria-busy={underWay || undefined}>
        <div className="row">
          <h3 className="label">{t('runs.answer')}</h3>
          {text !== '' && <CopyButton text={text} />}
        </div>
        {text === '' ? (
          <p className="soft">{underWay ? t('runs.answerSoon') : t('runs.answerNone')}</p>
        ) : (
          <div className="answer">
            <AnswerText text={text} live={underWay} />
          </div>
        )}
        <MediaList media={media} />
      </section>
    </div>
  );
}

function CopyButton({ text }: { text: string }) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  return (
    <Button
      className="push"
      kind="quiet"
      size="small"
      icon={copied ? 'check' : 'copy'}
      onClick={() => {
        copyText(text);
        setCopied(true);
      }}
      onBlur={() => setCopied(false)}
    >
      {copied ? t('runs.copied') : t('runs.copyResult')}
    </Button>
  );
}

/** While there is no result yet: what the agent itself has said, sub-agents left out. */
function spokenIn(items: readonly RunItem[]): string {
  return items
    .filter((each) => each.kind === 'message' && each.role === 'assistant' && each.owner === null)
    .map((each) => (each.kind === 'message' ? each.text : ''))
    .join('\n\n');
}

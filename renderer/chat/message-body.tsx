import type { Message } from '../../preload/contract.ts';
import { Markdown, useMarkdownLabels } from '../markdown/index.ts';
import { copyText, loadImage, openLink } from './actions.ts';
import { isMock } from './models.ts';
import { Verbatim } from './verbatim.tsx';

const FENCE = /^ {0,3}(```|~~~)/mu;

/**
 * The text. What a model writes is Markdown; what people write stands as they wrote it, unless they marked a piece of
 * code in it.
 */
export function MessageBody({ message, live = false }: { message: Message; live?: boolean }) {
  const { author, content, modelUsed } = message;
  const look = author === 'me' ? 'bubble' : isMock(modelUsed) ? 'soft' : '';
  if (author !== 'ai' && !FENCE.test(content)) return <Verbatim text={content} className={look} />;
  return (
    <div className={look}>
      <Formatted text={content} live={live} />
    </div>
  );
}

/** A text of a model's; `live` while more of it is on its way. */
export function Formatted({ text, live = false }: { text: string; live?: boolean }) {
  const labels = useMarkdownLabels();
  return <Markdown text={text} live={live} onLink={openLink} onCopy={copyText} loadImage={loadImage} labels={labels} />;
}

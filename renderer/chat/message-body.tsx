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
export function MessageBody({ message }: { message: Message }) {
  const { author, content, modelUsed } = message;
  const look = author === 'me' ? 'bubble' : isMock(modelUsed) ? 'soft' : '';
  if (author !== 'ai' && !FENCE.test(content)) return <Verbatim text={content} className={look} />;
  return (
    <div className={look}>
      <Formatted text={content} />
    </div>
  );
}

function Formatted({ text }: { text: string }) {
  const labels = useMarkdownLabels();
  return <Markdown text={text} onLink={openLink} onCopy={copyText} loadImage={loadImage} labels={labels} />;
}

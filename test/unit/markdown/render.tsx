import { renderToStaticMarkup } from 'react-dom/server';
import { Markdown, type MarkdownLabels } from '../../../renderer/markdown/index.ts';
import { type HtmlNode, readHtml } from './html.ts';

/** Labels that say which one they are. */
export const LABELS: MarkdownLabels = {
  copy: 'Copy',
  copied: 'Copied',
  code: (language) => `Code ${language}`,
  table: 'Table',
  loadImage: 'Load image',
  loadingImage: 'Loading',
  imageFailed: 'Failed',
  imageRefused: 'Refused',
  footnote: (label) => `Note ${label}`,
  backToText: (label) => `Back ${label}`,
  done: 'Done',
  notDone: 'Not done',
  showAll: (characters) => `Show all ${characters}`,
};

/** The markup of a message as it is first drawn. */
export function markup(text: string, live = false): string {
  return renderToStaticMarkup(
    <Markdown
      text={text}
      live={live}
      labels={LABELS}
      onLink={() => {}}
      onCopy={() => {}}
      loadImage={async () => null}
    />,
  );
}

/** The content of a message as a tree. */
export function tree(text: string, live = false): HtmlNode[] {
  const [message] = readHtml(markup(text, live));
  if (typeof message !== 'object') throw new Error('The message is no element');
  return message.children;
}

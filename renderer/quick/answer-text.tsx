import { Markdown, useMarkdownLabels } from '../markdown/index.ts';
import { call } from '../ui/bridge.ts';
import { copyText } from './actions.ts';

/** The text of an answer, as Markdown; `live` while more of it is on its way. */
export function AnswerText({ text, live = false }: { text: string; live?: boolean }) {
  const labels = useMarkdownLabels();
  return <Markdown text={text} live={live} onLink={openLink} onCopy={copyText} loadImage={loadImage} labels={labels} />;
}

function openLink(url: string): void {
  void call('app.openLink', { url });
}

async function loadImage(url: string): Promise<string | null> {
  const result = await call('app.loadImage', { url });
  return result.ok ? result.value.dataUrl : null;
}

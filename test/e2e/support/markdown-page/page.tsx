import '../../../../renderer/ui/tokens.css';
import '../../../../renderer/ui/parts.css';
import './page.css';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { MarkdownBlock } from '../../../../renderer/markdown/blocks.tsx';
import { SurroundingsContext } from '../../../../renderer/markdown/context.ts';
import { Markdown, useMarkdownLabels } from '../../../../renderer/markdown/index.ts';
import { startI18n } from '../../../../renderer/ui/i18n.ts';
import type { Reference } from './reference.tsx';

/** Who draws: the renderer of the program, the same with everything anew each time, or react-markdown. */
export type Drawing = 'ours' | 'anew' | 'reactMarkdown';

/** How the page answers a request for a picture. */
type Pictures = 'raster' | 'svg' | 'none';

export interface MarkdownHarness {
  /** Shows a text; returns when it has been drawn. */
  show(text: string, live?: boolean): void;
  /** Lets a text grow from one length to another, as a stream would. */
  stream(
    text: string,
    options: { from: number; to: number; perFlush: number; flushMs: number; drawing: Drawing },
  ): Promise<void>;
  pictures: Pictures;
  readonly links: string[];
  readonly copies: string[];
  readonly requests: string[];
  readonly violations: string[];
}

declare global {
  interface Window {
    markdown: MarkdownHarness;
  }
}

const PIXEL =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
const PICTURES: Readonly<Record<Pictures, string | null>> = {
  raster: PIXEL,
  svg: 'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg"/>',
  none: null,
};

let reference: typeof Reference | null = null;
const parameters = new URLSearchParams(location.search);
await startI18n(parameters.get('lang') === 'fr' ? 'fr' : 'en');
document.documentElement.dataset.theme = parameters.get('theme') ?? 'light';

const harness: MarkdownHarness = {
  show(text, live = false) {
    draw(text, live, 'ours');
  },
  async stream(text, { from, to, perFlush, flushMs, drawing }) {
    // Read when it is needed: the page is measured without it.
    if (drawing === 'reactMarkdown') reference ??= (await import('./reference.tsx')).Reference;
    return new Promise((done) => {
      let shown = from;
      // In the timer itself and not after an `await`: Chromium does not count microtasks as scripting.
      const flush = () => {
        shown = Math.min(to, shown + perFlush);
        draw(text.slice(0, shown), true, drawing);
        scrollTo(0, document.body.scrollHeight);
        if (shown < to) setTimeout(flush, flushMs);
        else done();
      };
      setTimeout(flush, flushMs);
    });
  },
  pictures: 'raster',
  links: [],
  copies: [],
  requests: [],
  violations: [],
};
window.markdown = harness;
addEventListener('securitypolicyviolation', (event) => {
  harness.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
});

const element = document.getElementById('root');
if (!element) throw new Error('page.html has no root element');
const root = createRoot(element);

function draw(text: string, live: boolean, drawing: Drawing): void {
  flushSync(() => root.render(elementFor(text, live, drawing)));
}

function elementFor(text: string, live: boolean, drawing: Drawing) {
  if (drawing === 'ours') return <Shown text={text} live={live} />;
  const Anew = drawing === 'reactMarkdown' && reference ? reference : Naive;
  return <Anew text={text} />;
}

function Shown({ text, live }: { text: string; live: boolean }) {
  return (
    <Markdown
      text={text}
      live={live}
      labels={useMarkdownLabels()}
      onLink={(href) => harness.links.push(href)}
      onCopy={(copied) => harness.copies.push(copied)}
      loadImage={async (url) => {
        harness.requests.push(url);
        return PICTURES[harness.pictures];
      }}
    />
  );
}

/** A reference of the bench: the same renderer, all of it again at every flush. */
function Naive({ text }: { text: string }) {
  const labels = useMarkdownLabels();
  const nothing = () => {};
  return (
    <SurroundingsContext value={{ labels, live: true, onLink: nothing, onCopy: nothing, loadImage: async () => null }}>
      <div className="md">
        <MarkdownBlock raw={text} goesOn={null} />
      </div>
    </SurroundingsContext>
  );
}

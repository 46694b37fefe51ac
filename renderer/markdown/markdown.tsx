import './markdown.css';
import { Component, memo, type ReactNode, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { MarkdownBlock } from './blocks.tsx';
import { CodeBlock } from './code.tsx';
import { DefinitionsContext, type Surroundings, SurroundingsContext } from './context.ts';
import { whenIdle } from './idle.ts';
import type { MarkdownLabels } from './labels.ts';
import { PlainText } from './plain.tsx';
import type { Block } from './splitter.ts';
import { useSplit } from './use-split.ts';

export interface MarkdownProps {
  /** Untrusted: whatever it holds, it is shown and never executed. It may grow at its end at little cost. */
  readonly text: string;
  /** More text is on its way. */
  readonly live?: boolean;
  /** A person followed a link: an absolute http, https or mailto address, normalised. */
  readonly onLink: (href: string) => void;
  readonly onCopy: (text: string) => void;
  /** A person asked for a picture from elsewhere: answers a raster `data:` address, `null` when there is none. */
  readonly loadImage: (url: string) => Promise<string | null>;
  readonly labels: MarkdownLabels;
}

/** A message in Markdown (CommonMark and GitHub's additions, footnotes, TeX formulas) as elements; no HTML anywhere. */
export const Markdown = memo(function Markdown(props: MarkdownProps) {
  const { text, live = false } = props;
  const surroundings = useStable(props, live);
  return (
    <SurroundingsContext value={surroundings}>
      <div className="md">
        <Boundary fallback={<PlainText text={text} />}>
          <Blocks text={text} live={live} />
        </Boundary>
      </div>
    </SurroundingsContext>
  );
});

/** Functions that never change and always call the latest ones: a caller may pass new ones each time. */
function useStable(props: MarkdownProps, live: boolean): Surroundings {
  const latest = useRef(props);
  useLayoutEffect(() => {
    latest.current = props;
  });
  const { labels } = props;
  return useMemo(
    () => ({
      labels,
      live,
      onLink: (href) => latest.current.onLink(href),
      onCopy: (text) => latest.current.onCopy(text),
      loadImage: (url) => latest.current.loadImage(url),
    }),
    [labels, live],
  );
}

/** A mistake in one message must not take the others with it: it is shown as it was written. */
class Boundary extends Component<{ fallback: ReactNode; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? this.props.fallback : this.props.children;
  }
}

function Blocks({ text, live }: { text: string; live: boolean }) {
  const view = useSplit(text, live);
  const drawn = useDrawn(view?.groups.length ?? 0, live);
  if (!view) return <PlainText text={text} />;
  return (
    <DefinitionsContext value={view.definitions}>
      {view.groups.slice(0, drawn).map((blocks, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: groups only ever follow each other.
        <Group key={index} blocks={blocks} />
      ))}
    </DefinitionsContext>
  );
}

/** Groups drawn at once when a message appears; the others of a long one follow in idle time. */
const AT_ONCE = 2;

/** How many groups to draw now. While a message arrives, all: they come one by one. */
function useDrawn(groups: number, live: boolean): number {
  const [drawn, setDrawn] = useState(AT_ONCE);
  useEffect(() => {
    if (groups <= drawn) return;
    if (!live) return whenIdle(() => setDrawn(drawn + 1));
    setDrawn(groups);
    return;
  }, [groups, live, drawn]);
  return live ? groups : drawn;
}

const Group = memo(function Group({ blocks }: { blocks: readonly Block[] }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: blocks only ever follow each other.
  return blocks.map((block, index) => <BlockView key={index} block={block} />);
});

const BlockView = memo(
  function BlockView({ block }: { block: Block }) {
    switch (block.kind) {
      case 'markdown':
        return <MarkdownBlock raw={block.raw} goesOn={block.goesOn} />;
      case 'code':
        return <CodeBlock info={block.info} pieces={block.pieces} rest={block.rest} closed={block.closed} />;
      case 'plain':
        return <PlainText text={block.raw} />;
    }
  },
  (before, after) => isSame(before.block, after.block),
);

function isSame(a: Block, b: Block): boolean {
  if (a === b) return true;
  if (a.kind === 'code') {
    return (
      b.kind === 'code' && a.rest === b.rest && a.pieces === b.pieces && a.closed === b.closed && a.info === b.info
    );
  }
  if (a.kind === 'plain') return b.kind === 'plain' && a.raw === b.raw;
  return b.kind === 'markdown' && a.raw === b.raw && a.goesOn === b.goesOn;
}

import { memo, useEffect, useMemo, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { useSurroundings } from './context.ts';
import { piecesOf } from './fence.ts';
import type { Run } from './highlighter.ts';
import { grammarName, languageLabel } from './languages.ts';
import { useColours } from './use-colours.ts';
import { visible } from './visible.ts';

interface CodeProps {
  /** What stands after the opening fence. */
  readonly info: string;
  readonly pieces: readonly string[];
  readonly rest: string;
  readonly closed: boolean;
}

/**
 * Code is coloured when it is closed. While the message still grows, only blocks that take a few milliseconds are; the
 * longer ones follow when it has ended, and beyond the second limit code stays plain.
 */
const LIVE_LIMIT = { pieces: 5, characters: 8_000 };
const LIMIT = { pieces: 19, characters: 32_000 };

/** A block of code with its language and a button that copies it. Never parsed as anything else. */
export const CodeBlock = memo(function CodeBlock({ info, pieces, rest, closed }: CodeProps) {
  const { labels, live } = useSurroundings();
  const language = languageLabel(info);
  const name = grammarName(language);
  const finished = closed || !live;
  const text = useMemo(
    () => (finished && name !== null && isWithin(live ? LIVE_LIMIT : LIMIT, pieces, rest) ? whole(pieces, rest) : null),
    [finished, live, name, pieces, rest],
  );
  const colours = useColours(name, text);
  return (
    <figure className="code" dir="ltr">
      <figcaption className="code-head">
        <span className="cut">{visible(language)}</span>
        <span className="push" />
        <CopyButton text={() => whole(pieces, rest)} />
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls. */}
      <pre tabIndex={0} role="group" aria-label={labels.code(language)}>
        <code>
          {[...pieces, rest].map((piece, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces only ever follow each other.
            <CodePiece key={index} text={piece} runs={colours[index]} />
          ))}
        </code>
      </pre>
    </figure>
  );
});

/** A block of code given in one string, which ends with a line feed. */
export function WholeCode({ info, text, closed }: { info: string; text: string; closed: boolean }) {
  const { pieces, rest } = useMemo(() => piecesOf(text), [text]);
  return <CodeBlock info={info} pieces={pieces} rest={rest} closed={closed} />;
}

function isWithin(limit: typeof LIMIT, pieces: readonly string[], rest: string): boolean {
  if (pieces.length >= limit.pieces) return false;
  return pieces.reduce((sum, piece) => sum + piece.length, rest.length) <= limit.characters;
}

function whole(pieces: readonly string[], rest: string): string {
  return (pieces.join('') + rest).replace(/\n$/, '');
}

const CodePiece = memo(function CodePiece({ text, runs }: { text: string; runs: readonly Run[] | undefined }) {
  if (!runs) return visible(text);
  return runs.map(([className, run], index) =>
    className === '' ? (
      visible(run)
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the runs of a piece never change.
      <span key={index} className={className}>
        {visible(run)}
      </span>
    ),
  );
});

/** How long the button says that it has copied, in milliseconds. */
const SAID_FOR = 2000;

function CopyButton({ text }: { text: () => string }) {
  const { labels, onCopy } = useSurroundings();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SAID_FOR);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () => {
    onCopy(text());
    setCopied(true);
  };
  return (
    <Button kind="quiet" size="small" icon={copied ? 'check' : 'copy'} onClick={copy}>
      <span aria-live="polite">{copied ? labels.copied : labels.copy}</span>
    </Button>
  );
}

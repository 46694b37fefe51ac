import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { count } from '../chat/time.ts';
import { Markdown, useMarkdownLabels } from '../markdown/index.ts';
import { Button } from '../ui/button.tsx';
import { copyText, loadImage, openLink } from './actions.ts';
import { jsonPieces } from './json-tree.ts';

/** Beginnings that are shown of what is long, in characters: of a tool's argument or result, and of a text to read. */
const TOOL_BEGINNING = 1_500;
const TEXT_BEGINNING = 20_000;
/** Longer texts are folded. A little more than the beginning is shown whole: a fold of ten words is a nuisance. */
const TOOL_FOLD = 2_000;
const TEXT_FOLD = 100_000;
/** Beyond this a text is no Markdown to us any more: laid out in pieces, each only when it comes into sight. */
const MARKDOWN_MOST = 500_000;
const PIECE = 20_000;
/** Colouring every number of a long JSON makes tens of thousands of elements. */
const COLOURED_MOST = 20_000;

/** A text of a tool, exactly as it came, folded when long; JSON in colours. */
export function ToolText({ text }: { text: string }) {
  const [all, setAll] = useState(false);
  const folded = text.length > TOOL_FOLD && !all;
  const shown = folded ? text.slice(0, TOOL_BEGINNING) : text;
  return (
    <>
      {shown.length > COLOURED_MOST ? <Pieces text={shown} mono /> : <Coloured text={shown} more={folded} />}
      {folded && <ShowAll characters={text.length} onPress={() => setAll(true)} />}
    </>
  );
}

function Coloured({ text, more }: { text: string; more: boolean }) {
  // Only what looks like JSON: a number in a sentence is no more than a number.
  const pieces = useMemo(() => (/^\s*[[{"]/.test(text) ? jsonPieces(text) : [{ at: 0, text, look: '' }]), [text]);
  return (
    <pre dir="auto">
      {pieces.map(({ at, text: piece, look }) =>
        look === '' ? (
          piece
        ) : (
          <span key={at} className={look}>
            {piece}
          </span>
        ),
      )}
      {more && '…'}
    </pre>
  );
}

/** An answer in Markdown, `live` while it arrives; one of many megabytes is folded, and in full laid out in pieces. */
export function AnswerText({ text, live = false }: { text: string; live?: boolean }) {
  const labels = useMarkdownLabels();
  const [all, setAll] = useState(false);
  if (all && text.length > MARKDOWN_MOST) return <Pieces text={text} mono={false} />;
  const folded = text.length > TEXT_FOLD && !all;
  const shown = folded ? beginning(text) : text;
  return (
    <>
      <Markdown
        text={shown}
        live={live && !folded}
        onLink={openLink}
        onCopy={copyText}
        loadImage={loadImage}
        labels={labels}
      />
      {folded && <ShowAll characters={text.length} onPress={() => setAll(true)} />}
    </>
  );
}

/** The first lines, up to the end of a paragraph where there is one. */
function beginning(text: string): string {
  const cut = text.slice(0, TEXT_BEGINNING);
  const end = cut.lastIndexOf('\n\n');
  return end > TEXT_BEGINNING / 2 ? cut.slice(0, end) : cut;
}

function ShowAll({ characters, onPress }: { characters: number; onPress: () => void }) {
  const { t, i18n } = useTranslation();
  return (
    <div>
      <Button size="small" onClick={onPress}>
        {t('runs.showAll', { n: count(characters, i18n.language) })}
      </Button>
    </div>
  );
}

/** A very long text in pieces that the browser lays out when they come into sight. */
function Pieces({ text, mono }: { text: string; mono: boolean }) {
  const pieces = useMemo(() => piecesOf(text), [text]);
  return (
    <div className={mono ? 'pieces mono' : 'pieces'}>
      {pieces.map((piece) => (
        <div key={piece.at} className="piece verbatim">
          {piece.text}
        </div>
      ))}
    </div>
  );
}

/** Cut at ends of lines where there are any, and never inside a character. */
export function piecesOf(text: string, size = PIECE): readonly { readonly at: number; readonly text: string }[] {
  const pieces: { at: number; text: string }[] = [];
  let at = 0;
  while (at < text.length) {
    let end = Math.min(text.length, at + size);
    if (end < text.length) {
      const line = text.lastIndexOf('\n', end - 1);
      if (line >= at) end = line + 1;
      else if (isLeadingSurrogate(text.charCodeAt(end - 1))) end--;
    }
    // The break between two pieces is the end of the line itself.
    pieces.push({ at, text: text.slice(at, end).replace(/\n$/, '') });
    at = end;
  }
  return pieces;
}

function isLeadingSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

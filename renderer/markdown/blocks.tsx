import type { Token, Tokens } from 'marked';
import { type ReactNode, useContext, useMemo } from 'react';
import { WholeCode } from './code.tsx';
import { DefinitionsContext } from './context.ts';
import { directionOf } from './direction.ts';
import { FootnoteBack } from './footnote.tsx';
import { inline } from './inline.tsx';
import { type Links, lexAll } from './lexer.ts';
import { Maths } from './maths.tsx';
import { Table } from './table.tsx';
import { visible } from './visible.ts';

interface BlockProps {
  readonly raw: string;
  /** The number a list goes on with. */
  readonly goesOn: number | null;
}

/** A block of Markdown. Only those that may hold a reference listen to the definitions of the message. */
export function MarkdownBlock({ raw, goesOn }: BlockProps) {
  return raw.includes('[') ? <ReferringBlock raw={raw} goesOn={goesOn} /> : <ParsedBlock raw={raw} goesOn={goesOn} />;
}

function ReferringBlock(props: BlockProps) {
  const { links } = useContext(DefinitionsContext);
  return <ParsedBlock {...props} links={links} />;
}

const NO_LINKS = Object.create(null) as Links;

function ParsedBlock({ raw, goesOn, links = NO_LINKS }: BlockProps & { links?: Links }) {
  const tokens = useMemo(() => parse(raw, links), [raw, links]);
  return tokens ? blocks(tokens, goesOn) : <Verbatim text={raw} />;
}

/** `null` when marked cannot cope with it. */
function parse(raw: string, links: Links): Token[] | null {
  try {
    return lexAll(raw, links);
  } catch {
    return null;
  }
}

function blocks(tokens: readonly Token[], goesOn: number | null = null): ReactNode[] {
  return tokens.map((token, index) => block(token, index, goesOn));
}

function block(token: Token, key: number, goesOn: number | null): ReactNode {
  switch (token.type) {
    case 'space':
    case 'def':
      return null;
    case 'paragraph':
      return (
        <p key={key} dir="auto">
          {inline(token.tokens)}
        </p>
      );
    case 'text':
      return inline(token.tokens ?? [token]);
    case 'checkbox':
      return inline([token]);
    case 'heading':
      return <Heading key={key} token={token as Tokens.Heading} />;
    case 'list':
      return <List key={key} token={token as Tokens.List} goesOn={goesOn} />;
    case 'blockquote':
      return (
        <blockquote key={key} dir={directionOf(token.text)}>
          {blocks(token.tokens ?? [])}
        </blockquote>
      );
    case 'code':
      return <Code key={key} token={token as Tokens.Code} />;
    case 'table':
      return <Table key={key} token={token as Tokens.Table} />;
    case 'hr':
      return <hr key={key} />;
    case 'maths':
      return token.closed ? (
        <Maths key={key} tex={token.tex} source={token.raw.trim()} display />
      ) : (
        <Verbatim key={key} text={token.raw} />
      );
    case 'footnote':
      return (
        <div key={key} className="md-note" dir={directionOf((token.tokens ?? []).map(({ raw }) => raw).join(''))}>
          <FootnoteBack label={token.label} />
          <div>{blocks(token.tokens ?? [])}</div>
        </div>
      );
    default:
      return <Verbatim key={key} text={token.raw} />;
  }
}

/** Text as it was written: HTML, formulas without an end, what a guard has refused. */
function Verbatim({ text }: { text: string }) {
  return (
    <p className="md-verbatim" dir="auto">
      {visible(text.replace(/\n+$/, ''))}
    </p>
  );
}

const HEADINGS = ['h3', 'h3', 'h4', 'h5', 'h6', 'h6', 'h6'] as const;

/** Two levels down, for the page and the conversation have the first two. */
function Heading({ token }: { token: Tokens.Heading }) {
  const Level = HEADINGS[token.depth] ?? 'h6';
  return <Level dir="auto">{inline(token.tokens)}</Level>;
}

function List({ token, goesOn }: { token: Tokens.List; goesOn: number | null }) {
  const items = token.items.map((item, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: items only ever follow each other.
    <li key={index} className={item.task ? 'md-task' : undefined} dir={directionOf(item.text)}>
      {blocks(item.tokens)}
    </li>
  ));
  const className = goesOn === null ? undefined : 'md-more';
  const dir = directionOf(token.raw);
  if (!token.ordered)
    return (
      <ul className={className} dir={dir}>
        {items}
      </ul>
    );
  const start = goesOn ?? Number(token.start);
  return (
    <ol className={className} dir={dir} start={start === 1 ? undefined : start}>
      {items}
    </ol>
  );
}

function Code({ token }: { token: Tokens.Code }) {
  const closed = token.codeBlockStyle === 'indented' || /\n {0,3}(?:`{3,}|~{3,})[ \t]*$/.test(token.raw);
  return <WholeCode info={token.lang ?? ''} text={token.text.replace(/\n?$/, '\n')} closed={closed} />;
}

import type { Token, Tokens } from 'marked';
import type { ReactNode } from 'react';
import { useSurroundings } from './context.ts';
import { decodeEntities } from './entities.ts';
import { FootnoteRef } from './footnote.tsx';
import { Image, ImageText } from './image.tsx';
import { Link } from './link.tsx';
import { Maths } from './maths.tsx';
import { visible } from './visible.ts';

/** The tokens of a run of text as elements. Unknown ones show their source. */
export function inline(tokens: readonly Token[] | undefined, inLink = false): ReactNode[] {
  return (tokens ?? []).map((token, index) => one(token, index, inLink));
}

function one(token: Token, key: number, inLink: boolean): ReactNode {
  switch (token.type) {
    case 'text':
      return token.tokens ? inline(token.tokens, inLink) : visible(decodeEntities(token.text));
    case 'escape':
      return token.text;
    case 'strong':
      return <strong key={key}>{inline(token.tokens, inLink)}</strong>;
    case 'em':
      return <em key={key}>{inline(token.tokens, inLink)}</em>;
    case 'del':
      return <del key={key}>{inline(token.tokens, inLink)}</del>;
    case 'codespan':
      return (
        <code key={key} className="in" dir="ltr">
          {visible(token.text)}
        </code>
      );
    case 'br':
      return <br key={key} />;
    case 'html':
      // Models break lines in table cells with this one; it says nothing else, so it needs no HTML.
      return /^<br\s*\/?>$/i.test(token.raw) ? <br key={key} /> : visible(token.raw);
    case 'link':
      return link(token as Tokens.Link, key);
    case 'image':
      return image(token as Tokens.Image, key, inLink);
    case 'maths':
      return token.closed ? (
        <Maths key={key} tex={token.tex} source={token.raw} display={token.display} />
      ) : (
        visible(token.raw)
      );
    case 'footnoteRef':
      return inLink ? visible(token.raw) : <FootnoteRef key={key} label={token.label} raw={token.raw} />;
    case 'checkbox':
      return <Checkbox key={key} checked={token.checked} />;
    default:
      return visible(token.raw);
  }
}

function link(token: Tokens.Link, key: number): ReactNode {
  // An address written out as itself is literal; only the other forms have character references in them.
  const literal = token.raw === token.text || token.raw.startsWith('<');
  return (
    <Link
      key={key}
      target={literal ? token.href : decodeEntities(token.href)}
      title={decodeEntities(token.title ?? '')}
      isAddress={literal}
    >
      {literal ? visible(token.text) : inline(token.tokens, true)}
    </Link>
  );
}

function image(token: Tokens.Image, key: number, inLink: boolean): ReactNode {
  const Kind = inLink ? ImageText : Image;
  return <Kind key={key} src={decodeEntities(token.href)} alt={plainText(token.tokens)} />;
}

/** What is left of a text without its marks. */
function plainText(tokens: readonly Token[] | undefined): string {
  return (tokens ?? [])
    .map((token) => {
      if (token.type === 'text' && !token.tokens) return decodeEntities(token.text);
      if (token.type === 'escape' || token.type === 'codespan') return token.text;
      return 'tokens' in token && token.tokens ? plainText(token.tokens) : token.raw;
    })
    .join('');
}

function Checkbox({ checked }: { checked: boolean }) {
  const { labels } = useSurroundings();
  return (
    <input
      type="checkbox"
      className="box"
      checked={checked}
      disabled
      aria-label={checked ? labels.done : labels.notDone}
    />
  );
}

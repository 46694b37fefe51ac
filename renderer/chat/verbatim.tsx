import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, join } from '../ui/button.tsx';
import { openLink } from './actions.ts';
import { linkPieces } from './links.ts';
import { count } from './time.ts';

/** A longer text is folded: laying it out would hold everything else up. In characters. */
const FOLD = 20_000;

/** A text exactly as it was written, web addresses to be opened. */
export function Verbatim({ text, className = '' }: { text: string; className?: string }) {
  const { t, i18n } = useTranslation();
  const [all, setAll] = useState(false);
  const folded = text.length > FOLD && !all;
  const pieces = useMemo(() => linkPieces(folded ? text.slice(0, FOLD) : text), [text, folded]);
  return (
    <>
      <p className={join('verbatim', className)}>
        {pieces.map((piece) =>
          piece.url === null ? piece.text : <Link key={piece.at} url={piece.url} text={piece.text} />,
        )}
        {folded && '…'}
      </p>
      {folded && (
        <p>
          <Button size="small" onClick={() => setAll(true)}>
            {t('chat.showAll', { n: count(text.length, i18n.language) })}
          </Button>
        </p>
      )}
    </>
  );
}

/** Opens in the system's browser: a window of ours never goes anywhere. */
function Link({ url, text }: { url: string; text: string }) {
  return (
    <a
      dir="ltr"
      href={url}
      title={url}
      onClick={(event) => {
        event.preventDefault();
        openLink(url);
      }}
    >
      {text}
    </a>
  );
}

import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Licence, Result } from '../../../preload/contract.ts';
import { call } from '../../ui/bridge.ts';
import { errorSentence } from '../../ui/error-sentence.ts';
import { SearchField } from '../../ui/field.tsx';
import { contains } from '../../ui/fold.ts';
import { Icon } from '../../ui/icon.tsx';
import { Note } from '../../ui/note.tsx';

/** The work of others that is in the program, with the text of each licence. Fetched when somebody asks for it. */
export default function Licences() {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<Result<readonly Licence[]> | null>(null);
  useEffect(() => {
    void call('app.licences', null).then(setAsked);
  }, []);
  if (asked === null) return <p className="soft">{t('settings.licencesReading')}</p>;
  if (!asked.ok) {
    return (
      <Note kind="bad" live>
        {errorSentence(t, asked.error)}
      </Note>
    );
  }
  if (asked.value.length === 0) return <p className="soft">{t('settings.licencesNone')}</p>;
  return <Searchable licences={asked.value} />;
}

function Searchable({ licences }: { licences: readonly Licence[] }) {
  const { t } = useTranslation();
  const [query, setQuery] = useState('');
  const found = licences.filter(({ name, version, kind }) => contains(`${name} ${version} ${kind}`, query));
  return (
    <div className="licences">
      <SearchField
        label={t('settings.licencesFind')}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
      />
      <p className="small soft num" role="status">
        {found.length === 0
          ? t('settings.licencesNothing', { query })
          : t('settings.licencesFound', { count: found.length })}
      </p>
      <ul className="licence-list">
        {found.map((each) => (
          <LicenceRow key={`${each.name} ${each.version}`} licence={each} />
        ))}
      </ul>
    </div>
  );
}

function LicenceRow({ licence }: { licence: Licence }) {
  const { name, version, kind, text } = licence;
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <li>
      <button type="button" className="licence" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        <Icon name={open ? 'down' : 'right'} />
        <span className="cut strong">{name}</span>
        <span className="small soft num">{version}</span>
        <span className="push small soft mono">{kind}</span>
      </button>
      <div id={id}>
        {open && (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
          <section className="licence-text" tabIndex={0} aria-label={name}>
            <pre className="mono small">{text}</pre>
          </section>
        )}
      </div>
    </li>
  );
}

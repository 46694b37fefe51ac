import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError, Person } from '../../preload/contract.ts';
import { initials } from '../app/initials.ts';
import { call } from '../ui/bridge.ts';
import { errorSentence } from '../ui/error-sentence.ts';
import { Field } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';

const PAUSE = 250;
const SHOWN = 6;

interface Props {
  readonly people: readonly Person[];
  readonly onChange: (people: readonly Person[]) => void;
}

/** Finds people on the server by name; the chosen ones stand as chips above the field. */
export function PeopleField({ people, onChange }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const { found, error } = usePeople(text);
  const chosen = new Set(people.map((each) => each.username));
  const offered = found.filter((each) => !each.me && !chosen.has(each.username)).slice(0, SHOWN);
  const add = (person: Person | undefined) => {
    if (!person) return;
    onChange([...people, person]);
    setText('');
  };
  const nobody = text.trim() !== '' && !error && offered.length === 0;
  return (
    <div className="fieldset">
      {people.length > 0 && (
        <ul className="chips" aria-label={t('chat.chosenPeople')}>
          {people.map((each) => (
            <li key={each.username}>
              <button
                type="button"
                className="chip"
                title={t('chat.removePerson', { name: each.name })}
                onClick={() => onChange(people.filter((other) => other !== each))}
              >
                {each.name}
                <Icon name="cross" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <Field
        label={t('chat.people')}
        icon="people"
        value={text}
        placeholder={t('chat.peoplePlaceholder')}
        hint={nobody ? t('chat.nobody') : t('chat.peopleHint')}
        error={error ? errorSentence(t, error) : null}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && text.trim() !== '') {
            event.preventDefault();
            add(offered[0]);
          }
        }}
      />
      {offered.length > 0 && (
        <ul className="offered" aria-label={t('chat.foundPeople')}>
          {offered.map((each) => (
            <li key={each.username}>
              <button type="button" className="item offer" onClick={() => add(each)}>
                <span className="row">
                  <span className="face face-small" aria-hidden="true">
                    {initials(each.name)}
                  </span>
                  <span className="cut">{each.name}</span>
                </span>
                <span className="time">{each.username}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Who matches the text, asked when the typing pauses. */
function usePeople(text: string): { found: readonly Person[]; error: AppError | null } {
  const [answer, setAnswer] = useState<{ found: readonly Person[]; error: AppError | null }>({
    found: [],
    error: null,
  });
  const wanted = text.trim();
  useEffect(() => {
    let left = false;
    const timer = setTimeout(async () => {
      const result = wanted === '' ? null : await call('people.search', { text: wanted });
      if (left) return;
      if (result === null) setAnswer({ found: [], error: null });
      else setAnswer(result.ok ? { found: result.value, error: null } : { found: [], error: result.error });
    }, PAUSE);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [wanted]);
  return answer;
}

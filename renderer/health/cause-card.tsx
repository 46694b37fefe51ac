import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useNow } from '../app/now.ts';
import { join } from '../ui/button.tsx';
import { Sign } from '../ui/icon.tsx';
import type { Cause } from './causes.ts';
import { listed } from './moments.ts';
import { RemedyButton, remedyOf } from './remedy-button.tsx';
import { causeText, causeTitle } from './sentences.ts';

const MINUTE = 60_000;

/** What is broken, since when, what it means, and the one thing to do. The first on the page stands out. */
export function CauseCard({ cause, first }: { cause: Cause; first: boolean }) {
  const { t, i18n } = useTranslation();
  const now = useNow(MINUTE);
  const id = useId();
  const remedy = remedyOf(cause);
  const names = cause.consequences.map(({ name }) => name);
  return (
    <section className={join('cause', first && 'cause-first')} aria-labelledby={id} data-cause={cause.id}>
      <Sign name="problem" />
      <div className="cause-text">
        <h2 id={id}>{causeTitle(cause, t)}</h2>
        <p className="soft">{causeText(cause, now, t, i18n.language)}</p>
        {names.length > 0 && (
          <p className="soft">
            {t('health.alsoAffected', { count: names.length, names: listed(names, i18n.language) })}
          </p>
        )}
      </div>
      {remedy && <RemedyButton cause={cause} remedy={remedy} main={first} />}
    </section>
  );
}

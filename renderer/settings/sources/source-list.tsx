import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Source } from '../../../preload/contract.ts';
import { isAnswerSource } from '../../sources/store.ts';
import { join } from '../../ui/button.tsx';
import { DemoMark } from '../../ui/chip.tsx';
import type { SettingText } from '../catalog.ts';
import { kindName } from './answer-kinds.ts';
import { openPlace, type Place, useForms } from './forms-store.ts';

interface SourceGroupProps {
  readonly text: SettingText;
  readonly sources: readonly Source[];
  readonly open: Place | null;
  /** The way to one more. */
  readonly add: ReactNode;
}

/** Sources that are used for the same. */
export function SourceGroup({ text, sources, open, add }: SourceGroupProps) {
  return (
    <section aria-label={text.label}>
      <h2 className="label">{text.label}</h2>
      <p className="hint">{text.hint}</p>
      {sources.length > 0 && (
        <ul>
          {sources.map((source) => (
            <SourceRow key={source.id} source={source} open={source.id === open} />
          ))}
        </ul>
      )}
      {add}
    </section>
  );
}

function SourceRow({ source, open }: { source: Source; open: boolean }) {
  const { t } = useTranslation();
  const unsaved = useForms((state) => state.typed[source.id] !== undefined);
  return (
    <li>
      <button
        type="button"
        className={join('src', open && 'on')}
        aria-current={open ? 'true' : undefined}
        title={source.address}
        onClick={() => openPlace(source.id)}
      >
        <span className="row">
          <span className="strong cut">{source.name}</span>
          {source.demo && <DemoMark label={t('app.demo')} />}
        </span>
        <span className="small soft cut">{isAnswerSource(source) ? kindName(t, source.kind) : addressOf(source)}</span>
        <span className="small soft cut">{unsaved ? t('sources.unsaved') : stateOf(t, source)}</span>
      </button>
    </li>
  );
}

/** Without what every address begins with. */
function addressOf({ address }: Source): string {
  return address.replace(/^https:\/\//, '');
}

/** The model it is asked for, or how it stands with its secrets. */
function stateOf(t: TFunction, source: Source): string {
  if (isAnswerSource(source)) return source.model ?? addressOf(source);
  if (source.demo) return t('sources.stateDemo');
  if (source.kind === 'gateway') return source.hasKey ? t('sources.stateKey') : t('sources.stateNoKey');
  const secret = source.headers.filter(({ value }) => value === null).length;
  return secret > 0 ? t('sources.stateHeaders', { count: secret }) : t('sources.stateNoSecret');
}

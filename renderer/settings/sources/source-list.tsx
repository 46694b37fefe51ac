import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { AgentSource } from '../../../preload/contract.ts';
import { Button, join } from '../../ui/button.tsx';
import { DemoMark } from '../../ui/chip.tsx';
import type { SettingText } from '../catalog.ts';
import { newPlace, openPlace, type Place, useForms } from './forms-store.ts';

interface SourceGroupProps {
  readonly kind: AgentSource['kind'];
  readonly text: SettingText;
  readonly sources: readonly AgentSource[];
  readonly open: Place | null;
}

/** The sources of one kind, and the way to one more. */
export function SourceGroup({ kind, text, sources, open }: SourceGroupProps) {
  const { t } = useTranslation();
  const typed = useForms((state) => state.typed);
  const fresh = newPlace(kind);
  return (
    <section aria-label={text.label}>
      <h2 className="label">{text.label}</h2>
      <p className="hint">{text.hint}</p>
      {sources.length > 0 && (
        <ul>
          {sources.map((source) => (
            <li key={source.id}>
              <button
                type="button"
                className={join('src', source.id === open && 'on')}
                aria-current={source.id === open ? 'true' : undefined}
                title={source.address}
                onClick={() => openPlace(source.id)}
              >
                <span className="row">
                  <span className="strong cut">{source.name}</span>
                  {source.demo && <DemoMark label={t('app.demo')} />}
                </span>
                <span className="small soft cut">{addressOf(source)}</span>
                <span className="small soft cut">
                  {typed[source.id] ? t('sources.unsaved') : secretState(t, source)}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <Button icon="plus" onClick={() => openPlace(fresh)}>
        {kind === 'gateway' ? t('sources.addGateway') : t('sources.addAgent')}
      </Button>
    </section>
  );
}

/** Without what every address begins with. */
function addressOf({ address }: AgentSource): string {
  return address.replace(/^https:\/\//, '');
}

/** How the source stands with its secrets. */
function secretState(t: TFunction, source: AgentSource): string {
  if (source.demo) return t('sources.stateDemo');
  if (source.kind === 'gateway') return source.hasKey ? t('sources.stateKey') : t('sources.stateNoKey');
  const secret = source.headers.filter(({ value }) => value === null).length;
  return secret > 0 ? t('sources.stateHeaders', { count: secret }) : t('sources.stateNoSecret');
}

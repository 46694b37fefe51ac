import { useTranslation } from 'react-i18next';
import { useApp } from '../../app/store.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { leadsElsewhere } from './form.ts';
import { KEY_FIELD, type KeyChange } from './key-form.ts';
import { FormLine, KeptSecret, SecretLine } from './parts.tsx';
import type { FormProblem } from './problem.ts';
import type { SecretInputs } from './secret-inputs.ts';

interface KeyFieldProps {
  /** What is typed as the address. */
  readonly address: string;
  readonly change: KeyChange;
  /** The source as it is kept; `null` while it is new. */
  readonly source: { readonly hasKey: boolean; readonly address: string } | null;
  readonly hint: string;
  readonly secrets: SecretInputs;
  readonly problem: FormProblem | null;
  readonly onChange: (change: KeyChange) => void;
}

/** The key of a source: typed while there is none, else in the keychain until it is replaced or forgotten. */
export function KeyField({ address, change, source, hint, secrets, problem, onChange }: KeyFieldProps) {
  const { t } = useTranslation();
  const noKeychain = useApp((state) => state.keychain.kind === 'unavailable');
  const label = t('sources.key');
  const held = source?.hasKey === true;
  const moved = source !== null && held && leadsElsewhere(address, source.address);

  if (held && !moved && change === 'keep') {
    return (
      <FormLine label={label} hint={t('sources.keyKeptHint')}>
        <KeptSecret>{t('sources.kept')}</KeptSecret>
        <Button className="btn-tall" data-field={KEY_FIELD} onClick={() => onChange('replace')}>
          {t('sources.replace')}
        </Button>
        <Button className="btn-tall" onClick={() => onChange('forget')}>
          {t('sources.forget')}
        </Button>
      </FormLine>
    );
  }
  if (held && !moved && change === 'forget') {
    return (
      <FormLine label={label}>
        <KeptSecret>{t('sources.willForget')}</KeptSecret>
        <Button className="btn-tall" onClick={() => onChange('keep')}>
          {t('sources.keepIt')}
        </Button>
      </FormLine>
    );
  }
  return (
    <>
      <SecretLine
        label={label}
        field={KEY_FIELD}
        secrets={secrets}
        onType={() => onChange(change)}
        hint={noKeychain ? t('sources.noKeychain') : hint}
        error={problem?.at === 'key' ? problem.sentence : null}
      />
      {moved && (
        <div className="form-aside">
          <Note kind="warn" live>
            {t('sources.keyMoved')}
          </Note>
        </div>
      )}
      {held && !moved && (
        <div className="form-aside">
          <Button size="small" onClick={() => onChange('keep')}>
            {t('sources.keepKey')}
          </Button>
        </div>
      )}
    </>
  );
}

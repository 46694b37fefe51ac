import { useTranslation } from 'react-i18next';
import type { GatewaySource } from '../../../preload/contract.ts';
import { useApp } from '../../app/store.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { type GatewayForm, KEY_FIELD, leadsElsewhere } from './form.ts';
import { ModelField } from './model-field.tsx';
import { FormLine, KeptSecret, SecretLine } from './parts.tsx';
import type { FormProblem } from './problem.ts';
import type { SecretInputs } from './secret-inputs.ts';

export interface FieldsProps<Form, Kept> {
  readonly form: Form;
  /** As it is kept; `null` while it is new. */
  readonly source: Kept | null;
  readonly secrets: SecretInputs;
  readonly problem: FormProblem | null;
  readonly onChange: (form: Form) => void;
}

/** What a gateway has besides name and address: a key and a model. */
export function GatewayFields(props: FieldsProps<GatewayForm, GatewaySource>) {
  const { form, source, onChange } = props;
  return (
    <>
      <Key {...props} />
      <ModelField sourceId={source?.id ?? null} model={form.model} onChange={(model) => onChange({ ...form, model })} />
    </>
  );
}

function Key({ form, source, secrets, problem, onChange }: FieldsProps<GatewayForm, GatewaySource>) {
  const { t } = useTranslation();
  const noKeychain = useApp((state) => state.keychain.kind === 'unavailable');
  const label = t('sources.key');
  const held = source?.hasKey === true;
  const moved = source !== null && held && leadsElsewhere(form.address, source.address);

  if (held && !moved && form.key === 'keep') {
    return (
      <FormLine label={label} hint={t('sources.keyKeptHint')}>
        <KeptSecret>{t('sources.kept')}</KeptSecret>
        <Button className="btn-tall" onClick={() => onChange({ ...form, key: 'replace' })}>
          {t('sources.replace')}
        </Button>
        <Button className="btn-tall" onClick={() => onChange({ ...form, key: 'forget' })}>
          {t('sources.forget')}
        </Button>
      </FormLine>
    );
  }
  if (held && !moved && form.key === 'forget') {
    return (
      <FormLine label={label}>
        <KeptSecret>{t('sources.willForget')}</KeptSecret>
        <Button className="btn-tall" onClick={() => onChange({ ...form, key: 'keep' })}>
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
        onType={() => onChange(form)}
        hint={noKeychain ? t('sources.noKeychain') : t('sources.keyHint')}
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
          <Button size="small" onClick={() => onChange({ ...form, key: 'keep' })}>
            {t('sources.keepKey')}
          </Button>
        </div>
      )}
    </>
  );
}

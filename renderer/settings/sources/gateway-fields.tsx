import { useTranslation } from 'react-i18next';
import type { GatewaySource } from '../../../preload/contract.ts';
import type { GatewayForm } from './form.ts';
import { KeyField } from './key-field.tsx';
import { ModelField } from './model-field.tsx';
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
  const { t } = useTranslation();
  const { form, source, onChange } = props;
  return (
    <>
      <KeyField
        {...props}
        address={form.address}
        change={form.key}
        hint={t('sources.keyHint')}
        onChange={(key) => onChange({ ...form, key })}
      />
      <ModelField
        sourceId={source?.id ?? null}
        model={form.model}
        hint={source === null ? t('sources.modelNewHint') : t('sources.modelHint')}
        onChange={(model) => onChange({ ...form, model })}
      />
    </>
  );
}

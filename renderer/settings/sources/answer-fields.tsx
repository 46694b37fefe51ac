import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnswerSource } from '../../../preload/contract.ts';
import { Checkbox } from '../../ui/switch.tsx';
import { AdvancedFields } from './advanced-fields.tsx';
import type { AnswerForm } from './answer-form.ts';
import { ANSWER_KINDS } from './answer-kinds.ts';
import type { FieldsProps } from './gateway-fields.tsx';
import { KeyField } from './key-field.tsx';
import { ModelField } from './model-field.tsx';
import { FormLine } from './parts.tsx';
import { nearOf, useTest } from './test-store.ts';
import { testSentence } from './test-words.ts';

/** What a source of answers has besides name and address. */
export function AnswerFields(props: FieldsProps<AnswerForm, AnswerSource>) {
  const { t } = useTranslation();
  const { form, source, onChange } = props;
  const { keyHint, streams } = ANSWER_KINDS[form.kind];
  const test = useTest(source?.id ?? null);
  const sameModel = source !== null && (source.model ?? '') === form.model.trim();
  return (
    <>
      <KeyField
        {...props}
        address={form.address}
        change={form.key}
        hint={t(keyHint)}
        onChange={(key) => onChange({ ...form, key })}
      />
      <ModelField
        sourceId={source?.id ?? null}
        model={form.model}
        hint={source === null ? t('sources.answerModelNewHint') : t('sources.answerModelHint')}
        sentence={testSentence}
        near={sameModel ? nearOf(test) : []}
        onChange={(model) => onChange({ ...form, model })}
      />
      <SystemPrompt text={form.system} onChange={(system) => onChange({ ...form, system })} />
      {streams && (
        <FormLine label={t('sources.answer')} hint={t('sources.streamHint')}>
          <Checkbox
            label={t('sources.stream')}
            checked={form.stream}
            onChange={(stream) => onChange({ ...form, stream })}
          />
        </FormLine>
      )}
      <AdvancedFields {...props} />
    </>
  );
}

function SystemPrompt({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div className="fieldset">
      <label className="label" htmlFor={id}>
        {t('sources.system')}
      </label>
      <div className="field area prose">
        <textarea
          id={id}
          className="field-text"
          rows={Math.min(10, Math.max(2, text.split('\n').length))}
          value={text}
          aria-describedby={`${id}-below`}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      </div>
      <div id={`${id}-below`} className="hint">
        {t('sources.systemHint')}
      </div>
    </div>
  );
}

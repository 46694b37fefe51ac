import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnswerSource } from '../../../preload/contract.ts';
import { Choice } from '../../ui/choice.tsx';
import { Field } from '../../ui/field.tsx';
import { Note } from '../../ui/note.tsx';
import { type AnswerForm, newAnswerForm } from './answer-form.ts';
import { ANSWER_KINDS } from './answer-kinds.ts';
import { leadsElsewhere } from './form.ts';
import type { FieldsProps } from './gateway-fields.tsx';
import { isKept } from './header-form.ts';
import { HeaderRows } from './header-rows.tsx';
import { NUMBER_FIELDS, type NumberField } from './numbers.ts';
import { FormLine } from './parts.tsx';

type Props = FieldsProps<AnswerForm, AnswerSource>;

/** What few people set: how answers are made, how long is waited, what they cost, more headers. Folded until needed. */
export function AdvancedFields(props: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(() => isSet(props.form));
  return (
    <details className="fold" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('sources.advanced')}</summary>
      <div className="fold-body">
        <Parameters {...props} />
        <Times {...props} />
        <Prices {...props} />
        <Headers {...props} />
      </div>
    </details>
  );
}

/** Whether something in the fold is not as it would be in a new source. */
function isSet(form: AnswerForm): boolean {
  const fresh = newAnswerForm(form.kind);
  if (form.headers.length > 0 || form.safePrompt !== null) return true;
  return NUMBER_FIELDS.some((field) => form.numbers[field] !== fresh.numbers[field]);
}

function Parameters(props: Props) {
  const { t } = useTranslation();
  const { form, onChange } = props;
  const { safePrompt, without } = ANSWER_KINDS[form.kind];
  const taken = (field: NumberField) => !without.includes(field);
  return (
    <>
      <NumberLine {...props} field="temperature" label={t('sources.temperature')} hint={t('sources.temperatureHint')} />
      <NumberLine {...props} field="maxTokens" label={t('sources.maxTokens')} hint={t('sources.maxTokensHint')} />
      <NumberLine {...props} field="topP" label={t('sources.topP')} hint={t('sources.topPHint')} />
      {taken('frequencyPenalty') && (
        <NumberLine
          {...props}
          field="frequencyPenalty"
          label={t('sources.frequencyPenalty')}
          hint={t('sources.penaltyHint')}
        />
      )}
      {taken('presencePenalty') && (
        <NumberLine
          {...props}
          field="presencePenalty"
          label={t('sources.presencePenalty')}
          hint={t('sources.penaltyHint')}
        />
      )}
      {safePrompt && (
        <FormLine label={t('sources.safePrompt')} hint={t('sources.safePromptHint')}>
          <Choice
            label={t('sources.safePrompt')}
            value={form.safePrompt === null ? 'server' : form.safePrompt ? 'on' : 'off'}
            onChange={(value) => onChange({ ...form, safePrompt: value === 'server' ? null : value === 'on' })}
            options={[
              { value: 'server', label: t('sources.serverDecides') },
              { value: 'on', label: t('sources.on') },
              { value: 'off', label: t('sources.off') },
            ]}
          />
        </FormLine>
      )}
    </>
  );
}

function Times(props: Props) {
  const { t } = useTranslation();
  const seconds = t('sources.seconds');
  return (
    <>
      <NumberLine
        {...props}
        field="firstByte"
        label={t('sources.firstByte')}
        hint={t('sources.firstByteHint')}
        unit={seconds}
      />
      <NumberLine
        {...props}
        field="betweenBytes"
        label={t('sources.betweenBytes')}
        hint={t('sources.betweenBytesHint')}
        unit={seconds}
      />
    </>
  );
}

function Prices(props: Props) {
  const { t } = useTranslation();
  const { form, problem, onChange } = props;
  return (
    <>
      <NumberLine {...props} field="inputPrice" label={t('sources.inputPrice')} hint={t('sources.priceHint')} />
      <NumberLine {...props} field="outputPrice" label={t('sources.outputPrice')} hint={t('sources.priceHint')} />
      <Field
        label={t('sources.currency')}
        hint={t('sources.currencyHint')}
        error={problem?.at === 'currency' ? problem.sentence : null}
        className="short"
        value={form.currency}
        maxLength={3}
        autoCapitalize="characters"
        spellCheck={false}
        onChange={(event) => onChange({ ...form, currency: event.currentTarget.value })}
      />
    </>
  );
}

function Headers({ form, source, secrets, problem, onChange }: Props) {
  const { t } = useTranslation();
  const moved = source !== null && leadsElsewhere(form.address, source.address);
  return (
    <>
      <HeaderRows
        rows={form.headers}
        moved={moved}
        secrets={secrets}
        error={problem?.at === 'headers' ? problem.sentence : null}
        onChange={(headers) => onChange({ ...form, headers })}
      />
      {moved && form.headers.some(isKept) && (
        <div className="form-aside">
          <Note kind="warn" live>
            {t('sources.headersMoved')}
          </Note>
        </div>
      )}
    </>
  );
}

interface NumberLineProps extends Props {
  readonly field: NumberField;
  readonly label: string;
  readonly hint: string;
  readonly unit?: string;
}

function NumberLine({ form, problem, onChange, field, label, hint, unit }: NumberLineProps) {
  const { numbers } = form;
  return (
    <Field
      label={label}
      hint={hint}
      error={problem?.at === field ? problem.sentence : null}
      className="short"
      inputMode="decimal"
      value={numbers[field]}
      onChange={(event) => onChange({ ...form, numbers: { ...numbers, [field]: event.currentTarget.value } })}
      trailing={unit !== undefined && <span className="small soft">{unit}</span>}
    />
  );
}

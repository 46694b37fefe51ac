import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormField } from '../../preload/contract.ts';
import { join } from '../ui/button.tsx';
import { SignLine } from '../ui/note.tsx';
import type { FieldValue } from './answer-form.ts';

interface Props {
  readonly field: FormField;
  readonly value: FieldValue;
  readonly locked: boolean;
  /** A sentence; it never clears what was entered. */
  readonly error: string | null;
  readonly onChange: (value: FieldValue) => void;
}

/** A field of the form an agent asks to fill in: its name at the left, its control at the right. */
export function AnswerField(props: Props) {
  const { field, error } = props;
  const { t } = useTranslation();
  const id = useId();
  const name = `${field.label || field.name || t('runs.answerValue')}${field.required ? '' : ` ${t('runs.optional')}`}`;
  const group = field.type === 'enums';
  return (
    <>
      {group ? (
        <span className="label" id={`${id}-name`}>
          {name}
        </span>
      ) : (
        <label className="label" htmlFor={id}>
          {name}
        </label>
      )}
      <div className="answer-control">
        <Control {...props} id={id} />
        {(error ?? field.hint) !== null && (
          <div id={`${id}-below`} className="hint">
            {error !== null ? <SignLine sign="problem">{error}</SignLine> : field.hint}
          </div>
        )}
      </div>
    </>
  );
}

function Control({ field, value, locked, error, onChange, id }: Props & { id: string }): ReactNode {
  const { t } = useTranslation();
  const described = {
    'aria-invalid': error === null ? undefined : true,
    'aria-describedby': error !== null || field.hint !== null ? `${id}-below` : undefined,
  };
  const box = join('field', error !== null && 'bad');
  switch (field.type) {
    case 'boolean':
      return (
        <input
          type="checkbox"
          className="box"
          id={id}
          checked={value === true}
          disabled={locked}
          onChange={(event) => onChange(event.currentTarget.checked)}
          {...described}
        />
      );
    case 'text':
      return (
        <div className={join(box, 'text-area')}>
          <textarea
            className="field-text"
            dir="auto"
            id={id}
            value={String(value)}
            readOnly={locked}
            onChange={(event) => onChange(event.currentTarget.value)}
            {...described}
          />
        </div>
      );
    case 'string':
    case 'number':
    case 'integer':
      return (
        <div className={box}>
          <input
            className={join('field-text', field.type !== 'string' && 'num')}
            id={id}
            value={String(value)}
            readOnly={locked}
            // No number field: it throws away what it does not understand, and knows one decimal sign only.
            inputMode={field.type === 'string' ? 'text' : field.type === 'integer' ? 'numeric' : 'decimal'}
            onChange={(event) => onChange(event.currentTarget.value)}
            {...described}
          />
        </div>
      );
    case 'enum':
      return (
        <div className={join(box, 'field-select')}>
          <select
            className="field-text"
            id={id}
            value={String(value)}
            disabled={locked}
            onChange={(event) => onChange(event.currentTarget.value)}
            {...described}
          >
            <option value="">{t('runs.choose')}</option>
            {field.options.map((option) => (
              <option key={option.json} value={option.json}>
                {option.label}
              </option>
            ))}
          </select>
        </div>
      );
    case 'enums':
      return <Ticks field={field} value={value} locked={locked} onChange={onChange} name={`${id}-name`} />;
  }
}

interface TicksProps {
  readonly field: FormField;
  readonly value: FieldValue;
  readonly locked: boolean;
  readonly onChange: (value: FieldValue) => void;
  /** Element id of the field's name. */
  readonly name: string;
}

/** Any number of options, each a chip with its tick. */
function Ticks({ field, value, locked, onChange, name }: TicksProps) {
  const chosen = Array.isArray(value) ? value : [];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot stand in a grid with its name beside it.
    <div className="row wrap" role="group" aria-labelledby={name}>
      {field.options.map((option) => (
        <label key={option.json} className="chip tick">
          <input
            type="checkbox"
            className="box"
            checked={chosen.includes(option.json)}
            disabled={locked}
            onChange={(event) =>
              onChange(
                event.currentTarget.checked
                  ? field.options
                      .map((each) => each.json)
                      .filter((each) => each === option.json || chosen.includes(each))
                  : chosen.filter((each) => each !== option.json),
              )
            }
          />
          {option.label}
        </label>
      ))}
    </div>
  );
}

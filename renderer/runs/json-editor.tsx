import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { join } from '../ui/button.tsx';
import { SignLine } from '../ui/note.tsx';
import { jsonProblem } from './answer-form.ts';
import { Fold } from './fold.tsx';
import { ToolText } from './long-text.tsx';

interface Props {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly locked: boolean;
  /** A sentence, once the person has tried to send. */
  readonly error: string | null;
  /** What the agent expects, as a JSON schema. */
  readonly schema: string | null;
  readonly onChange: (text: string) => void;
}

/** A JSON value written by hand. What the parser says about it stands under it while it is none. */
export function JsonEditor({ label, hint, value, locked, error, schema, onChange }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const problem = value.trim() === '' ? null : jsonProblem(value);
  const wrong = error !== null || problem !== null;
  return (
    <div className="fieldset">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <div className={join('field text-area', wrong && 'bad')}>
        <textarea
          className="field-text mono"
          id={id}
          rows={4}
          spellCheck={false}
          value={value}
          readOnly={locked}
          aria-invalid={wrong || undefined}
          aria-describedby={`${id}-below`}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      </div>
      <div id={`${id}-below`} className="hint" aria-live="polite">
        {wrong ? (
          <SignLine sign="problem">
            {error ?? t('runs.faultJson')} {problem !== null && <span className="mono">{problem}</span>}
          </SignLine>
        ) : (
          hint
        )}
      </div>
      {schema !== null && (
        <div>
          <Fold icon="tool" label={t('runs.answerSchema')}>
            <div className="approval-code">
              <ToolText text={schema} />
            </div>
          </Fold>
        </div>
      )}
    </div>
  );
}

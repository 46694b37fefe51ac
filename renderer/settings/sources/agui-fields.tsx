import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { AguiSource } from '../../../preload/contract.ts';
import { join } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Field } from '../../ui/field.tsx';
import { Note, SignLine } from '../../ui/note.tsx';
import { Checkbox } from '../../ui/switch.tsx';
import { type AguiForm, leadsElsewhere } from './form.ts';
import type { FieldsProps } from './gateway-fields.tsx';
import { isKept } from './header-form.ts';
import { HeaderRows } from './header-rows.tsx';
import { FormLine } from './parts.tsx';

/** What an AG-UI agent has besides name and address. */
export function AguiFields({ form, source, secrets, problem, onChange }: FieldsProps<AguiForm, AguiSource>) {
  const { t } = useTranslation();
  const errorAt = (at: NonNullable<typeof problem>['at']) => (problem?.at === at ? problem.sentence : null);
  const moved = source !== null && leadsElsewhere(form.address, source.address);
  return (
    <>
      <HeaderRows
        rows={form.headers}
        moved={moved}
        secrets={secrets}
        error={errorAt('headers')}
        onChange={(headers) => onChange({ ...form, headers })}
      />
      {moved && form.headers.some(isKept) && (
        <div className="form-aside">
          <Note kind="warn" live>
            {t('sources.headersMoved')}
          </Note>
        </div>
      )}
      <FormLine label={t('sources.tools')} hint={t('sources.toolsHint')}>
        <div className="checks">
          <Checkbox
            label={t('sources.toolOpenUrl')}
            checked={form.tools.openUrl}
            onChange={(openUrl) => onChange({ ...form, tools: { ...form.tools, openUrl } })}
          />
          <Checkbox
            label={t('sources.toolCopy')}
            checked={form.tools.copyToClipboard}
            onChange={(copyToClipboard) => onChange({ ...form, tools: { ...form.tools, copyToClipboard } })}
          />
        </div>
      </FormLine>
      <FormLine label={t('sources.protocol')} hint={t('sources.protocolHint')}>
        <Choice
          label={t('sources.protocol')}
          value={form.protocol}
          onChange={(protocol) => onChange({ ...form, protocol })}
          options={[
            { value: '1.0', label: t('sources.protocolCurrent') },
            { value: 'legacy', label: t('sources.protocolLegacy') },
          ]}
        />
      </FormLine>
      <Field
        label={t('sources.idle')}
        hint={t('sources.idleHint')}
        error={errorAt('idle')}
        className="short"
        inputMode="numeric"
        value={form.idleSeconds}
        onChange={(event) => onChange({ ...form, idleSeconds: event.currentTarget.value })}
        trailing={<span className="small soft">{t('sources.seconds')}</span>}
      />
      <ForwardedProps
        text={form.forwardedProps}
        error={errorAt('forwardedProps')}
        onChange={(forwardedProps) => onChange({ ...form, forwardedProps })}
      />
      <FormLine label={t('sources.preset')} hint={t('sources.presetHint')}>
        <Checkbox
          label={t('sources.presetOn')}
          checked={form.openWebuiPreset}
          onChange={(openWebuiPreset) => onChange({ ...form, openWebuiPreset })}
        />
      </FormLine>
    </>
  );
}

/** JSON is the same in every language. */
const EXAMPLE = '{"tenant": "north"}';

interface ForwardedPropsProps {
  readonly text: string;
  readonly error: string | null;
  readonly onChange: (text: string) => void;
}

function ForwardedProps({ text, error, onChange }: ForwardedPropsProps) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div className="fieldset">
      <label className="label" htmlFor={id}>
        {t('sources.forwardedProps')}
      </label>
      <div className={join('field', 'area', error !== null && 'bad')}>
        <textarea
          id={id}
          className="field-text mono"
          rows={Math.min(12, Math.max(2, text.split('\n').length))}
          value={text}
          spellCheck={false}
          placeholder={EXAMPLE}
          aria-invalid={error !== null || undefined}
          aria-describedby={`${id}-below`}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      </div>
      <div id={`${id}-below`} className="hint" aria-live="polite">
        {error === null ? t('sources.forwardedPropsHint') : <SignLine sign="problem">{error}</SignLine>}
      </div>
    </div>
  );
}

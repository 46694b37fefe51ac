import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Interrupt, InterruptAnswer } from '../../preload/contract.ts';
import { Choice } from '../ui/choice.tsx';
import { Icon } from '../ui/icon.tsx';
import { AnswerField } from './answer-field.tsx';
import { type Entered, faultsOf, fieldKey, isYesOrNo } from './answer-form.ts';
import { decisionLabel, faultSentence, questionTitle } from './approval-words.ts';
import { Fold } from './fold.tsx';
import { JsonEditor } from './json-editor.tsx';
import { ToolText } from './long-text.tsx';
import { clockLeft, useLeft } from './time.ts';

type Decision = InterruptAnswer['decision'];

interface Props {
  readonly interrupt: Interrupt;
  readonly askedAt: number;
  readonly entered: Entered;
  readonly onEntered: (entered: Entered) => void;
  /** Faults are shown once the person has tried to send. */
  readonly showFaults: boolean;
  readonly locked: boolean;
  /** The choice among several questions, `''` before there is one; `null` where the buttons decide. */
  readonly decision: Decision | '' | null;
  readonly onDecision: (decision: Decision) => void;
  readonly children: ReactNode;
}

/** One question of the agent: its words, its time, what is to be filled in. */
export function QuestionCard(props: Props) {
  const { interrupt, askedAt, entered, onEntered, showFaults, locked, decision, onDecision, children } = props;
  const { t, i18n } = useTranslation();
  const title = useId();
  const faults = faultsOf(interrupt, entered);
  const sentence = (key: string, what: 'value' | 'length' | 'choices' = 'value') => {
    const fault = showFaults ? faults.get(key) : undefined;
    return fault ? faultSentence(fault, what, t, i18n.language) : null;
  };
  const fields = isYesOrNo(interrupt) ? [] : (interrupt.form ?? []);
  const single = isYesOrNo(interrupt) ? interrupt.form?.[0] : undefined;
  return (
    <section className="approval" aria-labelledby={title} data-interrupt>
      <header className="row approval-head">
        <h3 id={title} className="approval-title">
          {questionTitle(interrupt, t)}
        </h3>
        <Expiry askedAt={askedAt} expiresAt={interrupt.expiresAt} />
      </header>
      {single && (single.label !== '' || single.hint !== null) && (
        <p className="soft">{[single.label, single.hint].filter(Boolean).join(': ')}</p>
      )}
      <Arguments
        interrupt={interrupt}
        entered={entered}
        onEntered={onEntered}
        locked={locked}
        fault={sentence('args')}
      />
      {fields.length > 0 && (
        <div className="answer-form">
          {fields.map((field) => (
            <AnswerField
              key={field.name}
              field={field}
              value={entered.values[field.name] ?? ''}
              locked={locked}
              error={sentence(fieldKey(field), lengthOf(field.type))}
              onChange={(value) => onEntered({ ...entered, values: { ...entered.values, [field.name]: value } })}
            />
          ))}
        </div>
      )}
      {interrupt.form === null && (
        <JsonEditor
          label={t('runs.answerJson')}
          hint={t('runs.answerJsonHint')}
          value={entered.json}
          locked={locked}
          error={sentence('json')}
          schema={interrupt.schema}
          onChange={(json) => onEntered({ ...entered, json })}
        />
      )}
      {decision !== null && (
        <fieldset className="row wrap" disabled={locked}>
          <Choice<Decision | ''>
            label={t('runs.decision')}
            value={decision}
            options={[
              { value: 'approve', label: decisionLabel(interrupt, t) },
              { value: 'refuse', label: t('runs.refuse') },
              { value: 'cancel', label: t('runs.giveNone') },
            ]}
            onChange={(value) => value !== '' && onDecision(value)}
          />
        </fieldset>
      )}
      {children}
    </section>
  );
}

function lengthOf(type: string): 'value' | 'length' | 'choices' {
  if (type === 'enums') return 'choices';
  return type === 'string' || type === 'text' ? 'length' : 'value';
}

interface ArgumentsProps {
  readonly interrupt: Interrupt;
  readonly entered: Entered;
  readonly onEntered: (entered: Entered) => void;
  readonly locked: boolean;
  readonly fault: string | null;
}

/** The arguments of the call it is about: to read, or to change where the agent allows it. */
function Arguments({ interrupt, entered, onEntered, locked, fault }: ArgumentsProps) {
  const { t } = useTranslation();
  const { args, editableArgs, toolName } = interrupt;
  const [editing, setEditing] = useState(entered.args !== null);
  if (args === null || args.trim() === '') return null;
  if (editableArgs && editing) {
    return (
      <JsonEditor
        label={t('runs.toolArgs')}
        hint={t('runs.argsHint')}
        value={entered.args ?? args}
        locked={locked}
        error={fault}
        schema={null}
        onChange={(text) => onEntered({ ...entered, args: text === args ? null : text })}
      />
    );
  }
  return (
    <div className="approval-args">
      <div className="label row">
        {t('runs.toolArgs')}
        {toolName !== null && <span className="mono">{toolName}</span>}
        {editableArgs && !locked && (
          <button type="button" className="btn-link small push" onClick={() => setEditing(true)}>
            {t('runs.editArgs')}
          </button>
        )}
      </div>
      {args.length > 4_000 ? (
        <Fold icon="tool" label={t('runs.toolArgs')}>
          <ToolText text={args} />
        </Fold>
      ) : (
        <div className="approval-code">
          <ToolText text={args} />
        </div>
      )}
    </div>
  );
}

/** What is left of the time, in words and as a bar. */
function Expiry({ askedAt, expiresAt }: { askedAt: number; expiresAt: number | null }) {
  const { t } = useTranslation();
  const left = useLeft(expiresAt);
  if (left === null || expiresAt === null) return null;
  const words = left > 0 ? t('runs.expiresIn', { left: clockLeft(left) }) : t('runs.expired');
  return (
    <>
      <span className="push count num">
        <Icon name="clock" />
        {words}
      </span>
      <progress className="left" aria-label={words} max={Math.max(1, expiresAt - askedAt)} value={left} />
    </>
  );
}

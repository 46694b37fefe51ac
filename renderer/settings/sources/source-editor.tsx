import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AgentSource } from '../../../preload/contract.ts';
import { takeSource } from '../../sources/store.ts';
import { call } from '../../ui/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Note, SignLine } from '../../ui/note.tsx';
import { AguiFields } from './agui-fields.tsx';
import { hostOf, type SourceForm, toDraft } from './form.ts';
import { forgetTyped, formAt, openPlace, type Place, type, useForms } from './forms-store.ts';
import { GatewayFields } from './gateway-fields.tsx';
import { type FormProblem, problemOf } from './problem.ts';
import { RemoveSource } from './remove-source.tsx';
import { type SecretInputs, useSecretInputs } from './secret-inputs.ts';

interface EditorProps {
  readonly place: Place;
  /** As it is kept; `null` while it is new. */
  readonly source: AgentSource | null;
  readonly onGone: () => void;
}

/** The form of one source. Nothing that was typed is lost to an error, or to a look at another source. */
export function SourceEditor({ place, source, onGone }: EditorProps) {
  const { t } = useTranslation();
  const typed = useForms((state) => state.typed[place]);
  const form = useMemo(() => typed ?? formAt({}, place, source), [typed, place, source]);
  const secrets = useSecretInputs();
  const element = useRef<HTMLFormElement>(null);
  const { problem, busy, save, reset } = useSave(place, form, secrets, element);
  useFirstFocus(source, element);
  const change = (next: SourceForm) => {
    reset();
    type(place, next);
  };

  return (
    <>
      <form
        ref={element}
        className="source-form"
        aria-labelledby="source-form-title"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <header className="row">
          <h2 id="source-form-title" tabIndex={-1} className="source-title cut">
            {source?.name ?? (form.kind === 'gateway' ? t('sources.newGateway') : t('sources.newAgent'))}
          </h2>
          <span className="chip">{form.kind === 'gateway' ? t('sources.gateway') : t('sources.agent')}</span>
        </header>
        <NameAndAddress form={form} problem={problem} onChange={change} />
        {form.kind === 'gateway' ? (
          <GatewayFields
            form={form}
            source={source?.kind === 'gateway' ? source : null}
            secrets={secrets}
            problem={problem}
            onChange={change}
          />
        ) : (
          <AguiFields
            form={form}
            source={source?.kind === 'agui' ? source : null}
            secrets={secrets}
            problem={problem}
            onChange={change}
          />
        )}
        <Foot place={place} isNew={source === null} busy={busy} problem={problem} onReset={reset} secrets={secrets} />
      </form>
      {source && <RemoveSource source={source} onRemoved={onGone} />}
    </>
  );
}

interface NameAndAddressProps {
  readonly form: SourceForm;
  readonly problem: FormProblem | null;
  readonly onChange: (form: SourceForm) => void;
}

function NameAndAddress({ form, problem, onChange }: NameAndAddressProps) {
  const { t } = useTranslation();
  const isGateway = form.kind === 'gateway';
  return (
    <>
      <Field
        label={t('sources.address')}
        hint={isGateway ? t('sources.gatewayAddressHint') : t('sources.agentAddressHint')}
        error={problem?.at === 'address' ? problem.sentence : null}
        mono
        value={form.address}
        placeholder={isGateway ? t('sources.gatewayAddressExample') : t('sources.agentAddressExample')}
        inputMode="url"
        autoCapitalize="off"
        spellCheck={false}
        onChange={(event) => onChange({ ...form, address: event.currentTarget.value })}
      />
      <Field
        label={t('sources.name')}
        error={problem?.at === 'name' ? problem.sentence : null}
        value={form.name}
        placeholder={hostOf(form.address)}
        onChange={(event) => onChange({ ...form, name: event.currentTarget.value })}
      />
    </>
  );
}

interface FootProps {
  readonly place: Place;
  readonly isNew: boolean;
  readonly busy: boolean;
  readonly problem: FormProblem | null;
  readonly secrets: SecretInputs;
  readonly onReset: () => void;
}

function Foot({ place, isNew, busy, problem, secrets, onReset }: FootProps) {
  const { t } = useTranslation();
  const unsaved = useForms((state) => state.typed[place] !== undefined);
  const saved = useForms((state) => state.saved === place);
  const discard = () => {
    onReset();
    secrets.clear();
    forgetTyped(place);
    if (isNew) openPlace(null);
  };
  return (
    <div className="form-aside">
      {problem?.at === 'form' && (
        <Note kind="bad" live>
          {problem.sentence}
        </Note>
      )}
      <div className="row wrap">
        <Button kind="main" className="btn-tall" submit busy={busy}>
          {isNew ? t('sources.add') : t('sources.save')}
        </Button>
        {(unsaved || isNew) && (
          <Button kind="quiet" className="btn-tall" onClick={discard}>
            {isNew ? t('sources.cancel') : t('sources.discard')}
          </Button>
        )}
        <span className="small soft" role="status">
          {saved && <SignLine sign="ok">{t('sources.saved')}</SignLine>}
          {unsaved && !isNew && t('sources.unsaved')}
        </span>
      </div>
    </div>
  );
}

/** Saving, and what came of it. */
function useSave(
  place: Place,
  form: SourceForm,
  secrets: SecretInputs,
  element: RefObject<HTMLFormElement | null>,
): { problem: FormProblem | null; busy: boolean; save: () => Promise<void>; reset: () => void } {
  const { t } = useTranslation();
  const [problem, setProblem] = useState<FormProblem | null>(null);
  const [busy, setBusy] = useState(false);

  // Whoever is told of a fault stands in it.
  useEffect(() => {
    if (problem) element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [problem, element]);

  async function save(): Promise<void> {
    const draft = toDraft(form, secrets.read);
    if ('problem' in draft) {
      setProblem({ at: draft.problem, sentence: t('sources.badIdle') });
      return;
    }
    setBusy(true);
    const result = await call('sources.save', draft);
    setBusy(false);
    if (!result.ok && result.error.kind !== 'storage') {
      setProblem(problemOf(t, result.error));
      return;
    }
    secrets.clear();
    forgetTyped(place);
    setProblem(null);
    if (result.ok) {
      takeSource(result.value);
      useForms.setState({ open: result.value.id, saved: result.value.id, failure: null });
    } else useForms.setState({ open: form.id, saved: null, failure: result.error });
  }

  return { problem, busy, save, reset: () => setProblem(null) };
}

/** A new form begins at its first field; one that has just been added tells its name. */
function useFirstFocus(source: AgentSource | null, element: RefObject<HTMLFormElement | null>): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: when it appears, and never again.
  useEffect(() => {
    const title = element.current?.querySelector<HTMLElement>('.source-title');
    if (title && useForms.getState().open !== null) bringIntoSight(title);
    if (source === null) element.current?.querySelector<HTMLElement>('input')?.focus({ preventScroll: true });
    else if (useForms.getState().saved === source.id) title?.focus();
  }, []);
}

/**
 * Where the form stands under the list, it would open out of sight. Only the section is scrolled: `scrollIntoView` would
 * move the window's frame too.
 */
function bringIntoSight(title: HTMLElement): void {
  const section = title.closest('.settings-body');
  if (!section) return;
  const at = title.getBoundingClientRect().top - section.getBoundingClientRect().top;
  if (at < 0 || at > section.clientHeight / 2) section.scrollBy({ top: at - 12 });
}

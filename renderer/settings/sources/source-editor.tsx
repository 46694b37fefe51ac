import { type RefObject, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Source } from '../../../preload/contract.ts';
import { isAnswerSource } from '../../sources/store.ts';
import { placeName } from '../../sources/target-words.ts';
import { Field } from '../../ui/field.tsx';
import { AguiFields } from './agui-fields.tsx';
import { AnswerFields } from './answer-fields.tsx';
import { ANSWER_KINDS, kindName, newTitle } from './answer-kinds.ts';
import { ConnectionTest } from './connection-test.tsx';
import { Foot } from './foot.tsx';
import { hostOf, type SourceForm } from './form.ts';
import { formAt, type Place, type, useForms } from './forms-store.ts';
import { GatewayFields } from './gateway-fields.tsx';
import { ImportProblems } from './import-problems.tsx';
import { KEY_FIELD } from './key-form.ts';
import type { FormProblem } from './problem.ts';
import { RemoveSource } from './remove-source.tsx';
import { type SecretInputs, takePastedKey, useSecretInputs } from './secret-inputs.ts';
import { startTest } from './test-store.ts';
import { useSave } from './use-save.ts';

interface EditorProps {
  readonly place: Place;
  /** As it is kept; `null` while it is new. */
  readonly source: Source | null;
  readonly onGone: () => void;
}

/** The form of one source. Nothing that was typed is lost to an error, or to a look at another source. */
export function SourceEditor({ place, source, onGone }: EditorProps) {
  const typed = useForms((state) => state.typed[place]);
  const imported = useForms((state) => (state.imported?.place === place ? state.imported : null));
  const form = useMemo(() => typed ?? formAt({}, place, source), [typed, place, source]);
  const secrets = useSecretInputs();
  const element = useRef<HTMLFormElement>(null);
  const { problem, busy, save, reset } = useSave(place, form, secrets, element);
  useFirstFocus(source, element);
  usePastedKey(secrets);
  const change = (next: SourceForm) => {
    reset();
    type(place, next);
  };
  const saveAndTest = async () => {
    const kept = await save();
    if (kept) await startTest(kept.id);
  };
  const answers = source !== null && isAnswerSource(source);

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
        <Head form={form} source={source} />
        {imported && <ImportProblems problems={imported.problems} />}
        <NameAndAddress form={form} problem={problem} onChange={change} />
        <Fields form={form} source={source} secrets={secrets} problem={problem} onChange={change} />
        {answers && (
          <ConnectionTest
            sourceId={source.id}
            form={{
              unsaved: typed !== undefined,
              saveAndTest: () => void saveAndTest(),
              mend: (field) => focusField(element.current, field),
            }}
          />
        )}
        <Foot
          place={place}
          form={form}
          isNew={source === null}
          busy={busy}
          problem={problem}
          onReset={reset}
          secrets={secrets}
          onSaveAndTest={() => void saveAndTest()}
        />
      </form>
      {source && <RemoveSource source={source} onRemoved={onGone} />}
    </>
  );
}

function Head({ form, source }: { form: SourceForm; source: Source | null }) {
  const { t } = useTranslation();
  return (
    <header className="row">
      <h2 id="source-form-title" tabIndex={-1} className="source-title cut">
        {source?.name ?? newTitle(t, form.kind)}
      </h2>
      <span className="chip">{kindName(t, form.kind)}</span>
      {source !== null && isAnswerSource(source) && (
        <span className="chip">{placeName(t, source.nearby ? 'nearby' : 'public')}</span>
      )}
    </header>
  );
}

interface FieldsProps {
  readonly form: SourceForm;
  readonly source: Source | null;
  readonly secrets: SecretInputs;
  readonly problem: FormProblem | null;
  readonly onChange: (form: SourceForm) => void;
}

/** What the kind of source has of its own. */
function Fields({ form, source, ...rest }: FieldsProps) {
  switch (form.kind) {
    case 'gateway':
      return <GatewayFields {...rest} form={form} source={source?.kind === 'gateway' ? source : null} />;
    case 'agui':
      return <AguiFields {...rest} form={form} source={source?.kind === 'agui' ? source : null} />;
    default:
      return <AnswerFields {...rest} form={form} source={source && isAnswerSource(source) ? source : null} />;
  }
}

interface NameAndAddressProps {
  readonly form: SourceForm;
  readonly problem: FormProblem | null;
  readonly onChange: (form: SourceForm) => void;
}

function NameAndAddress({ form, problem, onChange }: NameAndAddressProps) {
  const { t } = useTranslation();
  const { example, addressHint } = wordsOf(form.kind);
  return (
    <>
      <Field
        label={t('sources.address')}
        data-field="address"
        hint={t(addressHint)}
        error={problem?.at === 'address' ? problem.sentence : null}
        mono
        value={form.address}
        placeholder={t(example)}
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

function wordsOf(kind: SourceForm['kind']): { readonly example: string; readonly addressHint: string } {
  switch (kind) {
    case 'gateway':
      return { example: 'sources.gatewayAddressExample', addressHint: 'sources.gatewayAddressHint' };
    case 'agui':
      return { example: 'sources.agentAddressExample', addressHint: 'sources.agentAddressHint' };
    default:
      return ANSWER_KINDS[kind];
  }
}

/** A key that is kept is behind a button. */
function focusField(form: HTMLElement | null, field: 'address' | 'key' | 'model'): void {
  const control = form?.querySelector<HTMLElement>(`[data-field="${field}"]`);
  if (!control) return;
  bringIntoSight(control);
  control.focus({ preventScroll: true });
}

/** A key that came with a pasted configuration goes into its field, once. */
function usePastedKey(secrets: SecretInputs): void {
  useEffect(() => {
    const key = takePastedKey();
    if (key !== '') secrets.fill(KEY_FIELD, key);
  }, [secrets]);
}

/** A new form begins at its first field; one that has just been added tells its name. */
function useFirstFocus(source: Source | null, element: RefObject<HTMLFormElement | null>): void {
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
function bringIntoSight(element: HTMLElement): void {
  const section = element.closest('.settings-body');
  if (!section) return;
  const at = element.getBoundingClientRect().top - section.getBoundingClientRect().top;
  if (at < 0 || at > section.clientHeight / 2) section.scrollBy({ top: at - 12 });
}

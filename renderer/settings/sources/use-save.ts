import { type RefObject, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Source } from '../../../preload/contract.ts';
import { takeSource } from '../../sources/store.ts';
import { call } from '../../ui/bridge.ts';
import { type SourceForm, toDraft } from './form.ts';
import { forgetTyped, type Place, useForms } from './forms-store.ts';
import { type FormProblem, fieldProblem, problemOf } from './problem.ts';
import type { SecretInputs } from './secret-inputs.ts';
import { forgetTest } from './test-store.ts';

interface Save {
  readonly problem: FormProblem | null;
  readonly busy: boolean;
  /** Answers the source as it is kept; `null` when it could not be. */
  readonly save: () => Promise<Source | null>;
  readonly reset: () => void;
}

/** Saving a form, and what came of it. */
export function useSave(
  place: Place,
  form: SourceForm,
  secrets: SecretInputs,
  element: RefObject<HTMLFormElement | null>,
): Save {
  const { t, i18n } = useTranslation();
  const [problem, setProblem] = useState<FormProblem | null>(null);
  const [busy, setBusy] = useState(false);

  // Whoever is told of a fault stands in it.
  useEffect(() => {
    const faulty = problem && element.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    if (!faulty) return;
    const fold = faulty.closest('details');
    if (fold) fold.open = true;
    faulty.focus();
  }, [problem, element]);

  async function save(): Promise<Source | null> {
    const draft = toDraft(form, secrets.read);
    if ('problem' in draft) {
      setProblem(fieldProblem(t, i18n.language, draft.problem));
      return null;
    }
    setBusy(true);
    const result = await call('sources.save', draft);
    setBusy(false);
    if (!result.ok && result.error.kind !== 'storage') {
      setProblem(problemOf(t, i18n.language, result.error));
      return null;
    }
    secrets.clear();
    forgetTyped(place);
    setProblem(null);
    if (!result.ok) {
      useForms.setState({ open: form.id, saved: null, failure: result.error });
      return null;
    }
    takeSource(result.value);
    forgetTest(result.value.id);
    useForms.setState({ open: result.value.id, saved: result.value.id, failure: null });
    return result.value;
  }

  return { problem, busy, save, reset: () => setProblem(null) };
}

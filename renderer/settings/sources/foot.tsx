import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Note, SignLine } from '../../ui/note.tsx';
import type { SourceForm } from './form.ts';
import { forgetTyped, openPlace, type Place, useForms } from './forms-store.ts';
import type { FormProblem } from './problem.ts';
import type { SecretInputs } from './secret-inputs.ts';

interface FootProps {
  readonly place: Place;
  readonly form: SourceForm;
  readonly isNew: boolean;
  readonly busy: boolean;
  readonly problem: FormProblem | null;
  readonly secrets: SecretInputs;
  readonly onReset: () => void;
  readonly onSaveAndTest: () => void;
}

/** The end of the form: saving or throwing away, and what came of it. */
export function Foot({ place, form, isNew, busy, problem, secrets, onReset, onSaveAndTest }: FootProps) {
  const { t } = useTranslation();
  const unsaved = useForms((state) => state.typed[place] !== undefined);
  const saved = useForms((state) => state.saved === place);
  const tested = form.kind !== 'gateway' && form.kind !== 'agui';
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
        {isNew && tested && (
          <Button className="btn-tall" busy={busy} onClick={onSaveAndTest}>
            {t('sources.addAndTest')}
          </Button>
        )}
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

import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { ImportedSource } from '../../../preload/contract.ts';
import { Note } from '../../ui/note.tsx';

type Problem = ImportedSource['problems'][number];

/** Why a field of a pasted configuration could not be taken. */
const BY_REASON: Readonly<Record<string, string>> = {
  missing: 'sources.importMissing',
  unknownField: 'sources.importUnknownField',
  wrongType: 'sources.importWrongType',
  tooLong: 'sources.importTooLong',
  outOfRange: 'sources.importOutOfRange',
  key: 'sources.importKey',
  addressEmpty: 'sources.importAddress',
  addressInvalid: 'sources.importAddress',
  addressScheme: 'sources.importAddress',
  addressCredentials: 'sources.importCredentials',
};

/** The sentence for one field; the field by the name it has in the configuration. */
export function importSentence(t: TFunction, { field, reason }: Problem): string {
  const known = Object.hasOwn(BY_REASON, reason) ? BY_REASON[reason] : undefined;
  return t(known ?? 'sources.importUnusable', { field });
}

/** What the form was filled with, and what is left to be looked at. */
export function ImportProblems({ problems }: { problems: readonly Problem[] }) {
  const { t } = useTranslation();
  if (problems.length === 0) {
    return (
      <Note kind="ok" live>
        {t('sources.importWhole')}
      </Note>
    );
  }
  return (
    <Note kind="warn" live>
      {t('sources.importPartly')}
      <ul className="plain-list">
        {problems.map((problem) => (
          <li key={`${problem.field} ${problem.reason}`}>{importSentence(t, problem)}</li>
        ))}
      </ul>
    </Note>
  );
}

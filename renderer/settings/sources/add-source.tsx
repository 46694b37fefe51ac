import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { ANSWER_KIND_NAMES, kindName } from './answer-kinds.ts';
import { IMPORT, newPlace, openPlace } from './forms-store.ts';

/** One more source of agents, of the one kind its group has. */
export function AddAgent({ kind }: { kind: 'gateway' | 'agui' }) {
  const { t } = useTranslation();
  return (
    <Button icon="plus" onClick={() => openPlace(newPlace(kind))}>
      {kind === 'gateway' ? t('sources.addGateway') : t('sources.addAgent')}
    </Button>
  );
}

/** One more source of answers: which kind, or out of a configuration. */
export function AddAnswers() {
  const { t } = useTranslation();
  return (
    <Menu
      label={t('sources.addAnswers')}
      button={(props) => (
        <Button {...props} icon="plus">
          {t('sources.addAnswers')}
        </Button>
      )}
      entries={[
        ...ANSWER_KIND_NAMES.map((kind) => ({
          kind: 'item' as const,
          label: kindName(t, kind),
          onSelect: () => openPlace(newPlace(kind)),
        })),
        { kind: 'separator', key: 'import' },
        { kind: 'item', label: t('sources.import'), onSelect: () => openPlace(IMPORT) },
      ]}
    />
  );
}

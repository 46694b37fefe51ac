import { useTranslation } from 'react-i18next';
import type { AgentSource } from '../../preload/contract.ts';
import { join } from '../ui/button.tsx';
import { ChipButton, DemoMark } from '../ui/chip.tsx';
import { Picker } from '../ui/picker.tsx';

interface Props {
  readonly sources: readonly AgentSource[];
  readonly selected: string | null;
  readonly onSelect: (id: string) => void;
}

/** Who gets the task. */
export function SourceChoice({ sources, selected, onSelect }: Props) {
  const { t } = useTranslation();
  const source = sources.find((each) => each.id === selected);
  const kinds = { gateway: t('runs.kindGateway'), agui: t('runs.kindAgent') };
  return (
    <div className="fieldset">
      <span className="label">{t('runs.source')}</span>
      <div className="row">
        <Picker
          label={t('runs.sourceFind')}
          items={sources.map(({ id, name, kind, demo }) => ({
            id,
            name,
            detail: join(kinds[kind], demo && `· ${t('app.demo')}`),
          }))}
          selectedId={selected}
          onSelect={onSelect}
          empty={t('runs.sourceNone')}
          button={(props) => (
            <ChipButton icon="server" {...props}>
              <span className="vh">{t('runs.source')} </span>
              <span className="cut">{source?.name ?? t('runs.choose')}</span>
              {source && <span className="faint">{kinds[source.kind]}</span>}
            </ChipButton>
          )}
        />
        {source?.demo && <DemoMark label={t('app.demo')} />}
      </div>
    </div>
  );
}

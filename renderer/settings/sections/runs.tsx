import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useApp } from '../../app/store.ts';
import { followSources, sourceOf, useAgents } from '../../sources/store.ts';
import { ChipButton, DemoMark } from '../../ui/chip.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Picker } from '../../ui/picker.tsx';
import { Line } from '../line.tsx';
import { saveRuns } from '../save.ts';

const DAYS = ['30', '90', '365'] as const;
const ALWAYS = 'always';

/** Where a task goes that is given to an agent, and how long finished ones are kept. */
export function RunsSection() {
  return (
    <>
      <DefaultSource />
      <KeepDays />
    </>
  );
}

/** Stands for "the first there is" in the list, where every row needs an id. */
const FIRST = '';

function DefaultSource() {
  const { t } = useTranslation();
  const sourceId = useApp((state) => state.settings.runs.sourceId);
  const sources = useAgents();
  useEffect(followSources, []);
  const chosen = sourceOf(sources, sourceId);
  const items = sources.map(({ id, name, address, demo }) => ({ id, name, detail: demo ? t('app.demo') : address }));
  return (
    <Line id="runSource">
      {() => (
        <Picker
          label={t('sources.find')}
          items={[{ id: FIRST, name: t('sources.first') }, ...items]}
          selectedId={chosen?.id ?? FIRST}
          onSelect={(id) => saveRuns({ sourceId: id === FIRST ? null : id })}
          empty={t('sources.noMatch')}
          button={(props) => (
            <ChipButton {...props} icon="server" className="settings-chip">
              <span className="cut">{chosen?.name ?? t('sources.first')}</span>
              {chosen?.demo && <DemoMark label={t('app.demo')} />}
            </ChipButton>
          )}
        />
      )}
    </Line>
  );
}

function KeepDays() {
  const { t } = useTranslation();
  const keepDays = useApp((state) => state.settings.runs.keepDays);
  return (
    <Line id="keepDays">
      {({ label }) => (
        <Choice
          label={label}
          value={keepDays === null ? ALWAYS : String(keepDays)}
          onChange={(value) => saveRuns({ keepDays: value === ALWAYS ? null : Number(value) })}
          options={[
            ...DAYS.map((days) => ({ value: days as string, label: t('settings.days', { count: Number(days) }) })),
            { value: ALWAYS, label: t('settings.always') },
          ]}
        />
      )}
    </Line>
  );
}

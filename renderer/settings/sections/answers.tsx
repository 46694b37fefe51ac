import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../preload/contract.ts';
import { useApp } from '../../app/store.ts';
import { ChainEditor } from '../../sources/chain-editor.tsx';
import { followSources } from '../../sources/store.ts';
import { Switch } from '../../ui/switch.tsx';
import { Line } from '../line.tsx';
import { save } from '../save.ts';

/** Who answers in new conversations kept here, and whether the same question is asked twice. */
export function AnswersSection() {
  useEffect(followSources, []);
  return (
    <>
      <DefaultChain />
      <Memory />
    </>
  );
}

function DefaultChain() {
  const chain = useApp((state) => state.settings.answers.chain);
  return (
    <Line id="answersChain">{() => <ChainEditor chain={chain} onChange={(next) => change({ chain: next })} />}</Line>
  );
}

function Memory() {
  const { t } = useTranslation();
  const cache = useApp((state) => state.settings.answers.cache);
  return (
    <Line id="answersCache">
      {() => <Switch label={t('settings.answersCacheOn')} checked={cache} onChange={(on) => change({ cache: on })} />}
    </Line>
  );
}

function change(patch: Partial<Settings['answers']>): void {
  void save({ answers: { ...useApp.getState().settings.answers, ...patch } });
}

import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunSummary } from '../../preload/contract.ts';
import { LiveRegion } from '../ui/live-region.tsx';
import { stateLine, stateWord } from './run-words.ts';

/** A change is read out when it has stood for so long: a run that flickers is not worth hearing. Milliseconds. */
const SETTLED = 1000;

/** Reads out when the open run changes its state. What it was when it was opened is on the page. */
export function Announcer({ run }: { run: RunSummary }) {
  const { t, i18n } = useTranslation();
  const [text, setText] = useState('');
  const key = `${run.state.kind} ${run.contact.kind}`;
  const before = useRef(key);
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    const timer = setTimeout(() => {
      if (before.current === key) return;
      before.current = key;
      const now = latest.current;
      const line = stateLine(now, Date.now(), t, i18n.language);
      setText(t('runs.announced', { title: now.title, state: stateWord(now, t), line }));
    }, SETTLED);
    return () => clearTimeout(timer);
  }, [key, t, i18n.language]);
  return <LiveRegion text={text} />;
}

import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HealthReport } from '../../preload/contract.ts';
import { LiveRegion } from '../ui/live-region.tsx';
import { changesBetween } from './causes.ts';
import { changeSentence } from './service-words.ts';

/** Reads out what changes while the page is open. How things stood when it was opened is on the page. */
export function Announcer({ report }: { report: HealthReport }) {
  const { t, i18n } = useTranslation();
  const [text, setText] = useState('');
  const before = useRef(report);
  useEffect(() => {
    const changes = changesBetween(before.current, report);
    before.current = report;
    if (changes.length === 0) return;
    setText(changes.map((change) => changeSentence(change, Date.now(), t, i18n.language)).join(' '));
  }, [report, t, i18n.language]);
  return <LiveRegion text={text} />;
}

import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../preload/contract.ts';
import { LiveRegion } from '../ui/live-region.tsx';
import { endsBetween } from './answer-state.ts';
import { announcement } from './sentences.ts';

/** Reads out each answer's end, and nothing of its way there: the words of several at once would be noise. */
export function Announcer({ answers }: { answers: readonly Message[] }) {
  const { t, i18n } = useTranslation();
  const [text, setText] = useState('');
  const before = useRef(answers);
  useEffect(() => {
    const ended = endsBetween(before.current, answers);
    before.current = answers;
    if (ended.length > 0) setText(ended.map((each) => announcement(each, t, i18n.language)).join(' '));
  }, [answers, t, i18n.language]);
  return <LiveRegion text={text} />;
}

import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../../preload/contract.ts';
import { LiveRegion } from '../../ui/live-region.tsx';
import { answeringNow, isAnswering } from '../thread-state.ts';
import { nextSpoken } from './spoken.ts';

/** Between two pieces: an answer comes faster than anybody can listen. Milliseconds. */
const EVERY = 4000;

/** Says that an answer comes, reads it out in whole sentences, no faster than one can hear them, and says its end. */
export function SpokenAnswer({ messages }: { messages: readonly Message[] }) {
  const { t } = useTranslation();
  const [reading, setReading] = useState<number | null>(null);
  const [text, setText] = useState('');
  const latest = useRef(messages);
  const now = answeringNow(messages)?.id ?? null;
  if (now !== null && now !== reading) setReading(now);
  useEffect(() => {
    latest.current = messages;
  });
  useEffect(() => {
    if (reading === null) return;
    setText(t('targets.answerBegun'));
    let from = 0;
    const timer = setInterval(() => {
      const message = latest.current.find((each) => each.id === reading);
      const whole = message === undefined || !isAnswering(message);
      const next = message ? nextSpoken(message.content, from, whole) : null;
      if (next) {
        from = next.to;
        setText(next.words);
      } else if (whole) {
        setText(message ? t('targets.answerEnded') : '');
        setReading(null);
      }
    }, EVERY);
    return () => clearInterval(timer);
  }, [reading, t]);
  return <LiveRegion text={text} />;
}

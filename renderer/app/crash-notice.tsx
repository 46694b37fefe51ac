import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Notice } from '../../preload/contract.ts';
import { call } from '../ui/bridge.ts';
import { Button } from '../ui/button.tsx';

type CrashNotice = Extract<Notice, { kind: 'crashReport' }>;
type GraphicsNotice = Extract<Notice, { kind: 'graphics' }>;

export function crashSentence(t: TFunction, { count }: CrashNotice): string {
  return t('crash.report', { count });
}

export function graphicsSentence(t: TFunction, { acceleration }: GraphicsNotice): string {
  return acceleration === 'off' ? t('crash.graphicsOff') : t('crash.graphicsOffNext');
}

/** The newest report: to look at where it lies, or to hand to somebody. */
export function CrashButtons() {
  const { t } = useTranslation();
  const [copied, setCopied] = useState<boolean | null>(null);
  const copy = async () => {
    const reply = await call('crash.copy', null);
    setCopied(reply.ok && reply.value.copied);
  };
  const word = copied === null ? t('crash.copy') : copied ? t('crash.copied') : t('crash.nothingToCopy');
  return (
    <>
      <Button size="small" onClick={() => void call('crash.show', null)}>
        {t('crash.show')}
      </Button>
      <Button size="small" onClick={() => void copy()}>
        {word}
      </Button>
    </>
  );
}

export function GraphicsButton({ notice: { acceleration } }: { readonly notice: GraphicsNotice }) {
  const { t } = useTranslation();
  const accelerate = acceleration === 'off';
  return (
    <Button size="small" onClick={() => void call('crash.restart', { accelerate })}>
      {accelerate ? t('crash.tryAgain') : t('crash.restart')}
    </Button>
  );
}

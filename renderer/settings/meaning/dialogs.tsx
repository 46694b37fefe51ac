import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnswerTarget, AppError } from '../../../preload/contract.ts';
import { count } from '../../chat/time.ts';
import { call } from '../../ui/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Note } from '../../ui/note.tsx';
import { chooseMeaning, type Estimate } from './store.ts';
import { meaningSentence, money } from './words.ts';

type Looked =
  | { readonly kind: 'looking' }
  | { readonly kind: 'known'; readonly estimate: Estimate }
  | { readonly kind: 'failed'; readonly error: AppError };

interface SwitchOnProps {
  readonly target: AnswerTarget;
  /** An index made with another model is there, and will be thrown away. */
  readonly replaces: boolean;
  readonly onClose: () => void;
}

/** Says what leaves the computer, where it goes and what it may cost, before anything does. */
export function SwitchOnDialog({ target, replaces, onClose }: SwitchOnProps) {
  const { t } = useTranslation();
  const looked = useEstimate(target.sourceId);
  return (
    <Dialog
      title={t('meaning.switchOnTitle')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('meaning.cancel')}</Button>
          <Button
            kind="main"
            disabled={looked.kind !== 'known'}
            onClick={() => {
              onClose();
              void chooseMeaning(target);
            }}
          >
            {t('meaning.switchOn')}
          </Button>
        </>
      }
    >
      <div aria-live="polite" aria-busy={looked.kind === 'looking'}>
        {looked.kind === 'looking' && <p className="soft">{t('meaning.looking')}</p>}
        {looked.kind === 'known' && <Leaves estimate={looked.estimate} />}
      </div>
      {looked.kind === 'failed' && (
        <Note kind="bad" live>
          {meaningSentence(t, looked.error)}
        </Note>
      )}
      {replaces && <p>{t('meaning.replaces')}</p>}
    </Dialog>
  );
}

function Leaves({ estimate }: { estimate: Estimate }) {
  const { t, i18n } = useTranslation();
  const { messages, tokens, cost, host } = estimate;
  return (
    <>
      <p>{t('meaning.leaves', { count: messages, n: count(messages, i18n.language), host })}</p>
      <p className="num">
        {t('meaning.takes', { n: count(tokens, i18n.language) })}{' '}
        {cost ? t('meaning.costs', { cost: money(cost, i18n.language) }) : t('meaning.costUnknown')}
      </p>
    </>
  );
}

function useEstimate(sourceId: string): Looked {
  const [looked, setLooked] = useState<Looked>({ kind: 'looking' });
  useEffect(() => {
    let open = true;
    void call('meaning.estimate', { sourceId }).then((result) => {
      if (!open) return;
      setLooked(result.ok ? { kind: 'known', estimate: result.value } : { kind: 'failed', error: result.error });
    });
    return () => {
      open = false;
    };
  }, [sourceId]);
  return looked;
}

/** Asks before the index is removed: making it again costs what it has cost. */
export function SwitchOffDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog
      title={t('meaning.switchOffTitle')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('meaning.keep')}</Button>
          <Button
            kind="danger"
            onClick={() => {
              onClose();
              void chooseMeaning(null);
            }}
          >
            {t('meaning.switchOff')}
          </Button>
        </>
      }
    >
      <p>{t('meaning.switchOffText')}</p>
    </Dialog>
  );
}

import { useTranslation } from 'react-i18next';
import { accountOf, useApp } from '../app/store.ts';
import { useList } from '../chat/list-store.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Key } from '../ui/key.tsx';
import { copyText, hide, openMain, refreshTarget, startAfresh, stop } from './actions.ts';
import { type Exchange, isUnderWay, phaseOf } from './exchange.ts';
import { KeyButton } from './key-button.tsx';
import { useQuick } from './store.ts';

/** The state at the left, the keys at the right; each key can be pressed with the mouse too. */
export function Foot({ exchange }: { exchange: Exchange | null }) {
  const { t } = useTranslation();
  const signedIn = useApp((state) => accountOf(state.session) !== null);
  const answer = exchange?.answer ?? null;
  return (
    <footer className="q-foot">
      {exchange && isUnderWay(phaseOf(exchange)) ? (
        <Button size="small" icon="stop" onClick={() => stop(exchange)}>
          {t('quick.stop')} <Key accelerator="Mod+." />
        </Button>
      ) : (
        signedIn && <Target />
      )}
      <span className="push" />
      {answer && (
        <KeyButton accelerator="Mod+C" rank={2} onClick={() => copyText(answer.content)}>
          {t('quick.copy')}
        </KeyButton>
      )}
      {signedIn && (
        <KeyButton accelerator="Mod+O" rank={1} onClick={() => openMain(answer?.id ?? exchange?.question.id ?? null)}>
          {t('quick.mainWindow')}
        </KeyButton>
      )}
      {exchange && (
        <KeyButton
          accelerator="Mod+N"
          rank={1}
          onClick={() => {
            startAfresh('');
            void refreshTarget();
          }}
        >
          {t('quick.new')}
        </KeyButton>
      )}
      {!exchange && signedIn && <EnterHint />}
      <KeyButton accelerator="Escape" rank={0} onClick={hide}>
        {t('quick.close')}
      </KeyButton>
    </footer>
  );
}

/** Arrows while the field is empty, Enter as soon as there is something to send. */
function EnterHint() {
  const { t } = useTranslation();
  const empty = useQuick((state) => state.text === '');
  return empty ? (
    <span className="keys rank-2">
      <Key accelerator="Up" />
      <Key accelerator="Down" /> <span>{t('quick.choose')}</span>
    </span>
  ) : (
    <span className="keys rank-2">
      <Key accelerator="Enter" /> <span>{t('quick.ask')}</span>
    </span>
  );
}

/** Where the question goes, or went. */
function Target() {
  const { t } = useTranslation();
  const placeId = useQuick((state) => state.chosenId ?? state.target?.conversation?.id ?? null);
  const fallback = useQuick((state) => state.target?.conversation?.title ?? null);
  const daily = useQuick((state) => state.target?.settings.target === 'daily');
  const title = useList((state) => (placeId === null ? null : (state.conversations.get(placeId)?.title ?? fallback)));
  const known = useQuick((state) => state.target !== null);
  if (!known && placeId === null) return null;
  const text = title !== null ? t('quick.goesTo', { title }) : daily ? t('quick.goesToDaily') : t('quick.goesToNew');
  return (
    <span className="row q-target" title={text}>
      <Icon name="chat" />
      <span className="cut">{text}</span>
    </span>
  );
}

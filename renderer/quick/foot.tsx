import { useTranslation } from 'react-i18next';
import { useList } from '../chat/list-store.ts';
import { HALEXT } from '../sources/target-words.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Key } from '../ui/key.tsx';
import { copyText, hide, openMain, refreshTarget, startAfresh, stop } from './actions.ts';
import { placeFor, useAsked, useMayAsk } from './asked.ts';
import { compareText } from './compare.ts';
import { type Exchange, isUnderWay, phaseOf } from './exchange.ts';
import { KeyButton } from './key-button.tsx';
import { useQuick } from './store.ts';

/** The state at the left, the keys at the right; each key can be pressed with the mouse too. */
export function Foot({ exchange }: { exchange: Exchange | null }) {
  const { t } = useTranslation();
  const mayAsk = useMayAsk();
  const answer = exchange?.answer ?? null;
  return (
    <footer className="q-foot">
      {exchange && isUnderWay(phaseOf(exchange)) ? (
        <Button size="small" icon="stop" onClick={() => stop(exchange)}>
          {t('quick.stop')} <Key accelerator="Mod+." />
        </Button>
      ) : (
        mayAsk && <Target />
      )}
      <span className="push" />
      {answer && answer.content !== '' && (
        <KeyButton accelerator="Mod+C" rank={2} onClick={() => copyText(answer.content)}>
          {t('quick.copy')}
        </KeyButton>
      )}
      {!exchange && mayAsk && <CompareButton />}
      {mayAsk && (
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
      {!exchange && mayAsk && <EnterHint />}
      <KeyButton accelerator="Escape" rank={0} onClick={hide}>
        {t('quick.close')}
      </KeyButton>
    </footer>
  );
}

/** Once there is something to ask, it can be asked of several at once. */
function CompareButton() {
  const { t } = useTranslation();
  const empty = useQuick((state) => state.text.trim() === '');
  if (empty) return null;
  return (
    <KeyButton accelerator="Mod+D" rank={2} onClick={() => void compareText()}>
      {t('quick.compare')}
    </KeyButton>
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
  const asked = useAsked();
  const chosenId = useQuick((state) => state.chosenId);
  const ofMain = useQuick((state) => state.target?.conversation ?? null);
  const daily = useQuick((state) => state.target?.settings.target === 'daily');
  const known = useQuick((state) => state.target !== null);
  const chosen = useList((state) => (chosenId === null ? null : (state.conversations.get(chosenId) ?? null)));
  const place = asked && placeFor(asked, chosen ?? ofMain);
  const title = useList((state) => place && (state.conversations.get(place.id)?.title ?? place.title));
  if (asked === null || (!known && place === null)) return null;
  const text = sentence();
  return (
    <span className="row q-target" title={text}>
      <Icon name={asked.sourceId === HALEXT ? 'chat' : 'lock'} />
      <span className="cut">{text}</span>
    </span>
  );

  function sentence(): string {
    if (title !== null) return t('quick.goesTo', { title });
    if (daily) return t('quick.goesToDaily');
    return asked?.sourceId === HALEXT ? t('quick.goesToNew') : t('quick.goesToHere');
  }
}

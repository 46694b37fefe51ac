import { type KeyboardEvent, type Ref, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApp } from '../app/store.ts';
import { call } from '../ui/bridge.ts';
import { Button } from '../ui/button.tsx';
import { Key, keyText } from '../ui/key.tsx';
import { SignLine } from '../ui/note.tsx';
import { useDoctor } from './doctor/store.ts';
import { hotkeyLine } from './hotkey-sentence.ts';
import { record } from './record.ts';
import { save } from './save.ts';

/** Tried first where nobody has chosen another; main has the same default. */
const DEFAULT_HOTKEY = 'Alt+Space';

type Recording = { readonly kind: 'off' } | { readonly kind: 'on'; readonly held: string; readonly unusable: boolean };

interface RecorderProps {
  readonly label: string;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** The global hotkey: press the button, then the keys. Says how it went in a sentence. */
export function HotkeyRecorder({ label, ref }: RecorderProps) {
  const { t } = useTranslation();
  const hotkey = useApp((state) => state.hotkey);
  const wanted = useApp((state) => state.settings.hotkey);
  const [recording, setRecording] = useState<Recording>({ kind: 'off' });
  const silent = useDoctor(({ report }) => report?.proof.kind === 'silent');
  const line = hotkeyLine(t, { state: hotkey, wanted, silent }, (accelerator) => keyText(accelerator, t));
  const stop = () => setRecording({ kind: 'off' });
  useHotkeyLetGo(recording.kind === 'on');

  function onKeyDown(event: KeyboardEvent): void {
    if (recording.kind === 'off') return;
    // Tab must still lead away from a recorder one does not want to use.
    if (event.key === 'Tab' && !event.ctrlKey && !event.altKey && !event.metaKey) {
      stop();
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    const recorded = record(event);
    switch (recorded.kind) {
      case 'cancel':
        stop();
        break;
      case 'held':
        setRecording({ kind: 'on', held: recorded.held, unusable: false });
        break;
      case 'unusable':
        setRecording({ kind: 'on', held: '', unusable: true });
        break;
      case 'accelerator':
        stop();
        void save({ hotkey: recorded.accelerator });
    }
  }

  return (
    <>
      <div className="row wrap">
        <button
          ref={ref}
          type="button"
          className={recording.kind === 'on' ? 'field recorder recording' : 'field recorder'}
          onClick={() => setRecording({ kind: 'on', held: '', unusable: false })}
          onKeyDown={onKeyDown}
          onKeyUp={(event) => recording.kind === 'on' && event.preventDefault()}
          onBlur={stop}
        >
          <span className="vh">{t('settings.hotkeyRecord', { setting: label })}</span>
          <RecorderText recording={recording} wanted={wanted} />
        </button>
        {wanted !== DEFAULT_HOTKEY && (
          <Button kind="quiet" onClick={() => void save({ hotkey: DEFAULT_HOTKEY })}>
            {t('settings.hotkeyDefault', { keys: keyText(DEFAULT_HOTKEY, t) })}
          </Button>
        )}
        {wanted !== '' && (
          <Button kind="quiet" onClick={() => void save({ hotkey: '' })}>
            {t('settings.hotkeySwitchOff')}
          </Button>
        )}
      </div>
      <p className="small" role="status">
        <SignLine sign={line.sign}>{line.text}</SignLine>
      </p>
    </>
  );
}

/** Until it is let go, the old hotkey would fire instead of being recorded. */
function useHotkeyLetGo(recording: boolean): void {
  useEffect(() => {
    if (!recording) return;
    void call('hotkey.record', { on: true });
    return () => void call('hotkey.record', { on: false });
  }, [recording]);
}

function RecorderText({ recording, wanted }: { recording: Recording; wanted: string }) {
  const { t } = useTranslation();
  if (recording.kind === 'on') {
    if (recording.unusable) return <span className="soft">{t('settings.hotkeyUnusable')}</span>;
    const held = recording.held === '' ? null : keyText(`${recording.held}+…`, t);
    return <span className="soft">{held ?? t('settings.hotkeyPress')}</span>;
  }
  return wanted === '' ? <span className="faint">{t('settings.hotkeyNone')}</span> : <Key accelerator={wanted} />;
}

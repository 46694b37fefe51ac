import './key-map.css';
import { useTranslation } from 'react-i18next';
import { useApp } from '../app/store.ts';
import type { OverlayProps } from '../palette/view.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Key } from '../ui/key.tsx';
import { keyGroups } from './keys.ts';

/** All keys of the program, drawn as the platform writes them. */
export function KeyMap({ onClose }: OverlayProps) {
  const { t } = useTranslation();
  const hotkey = useApp((state) => state.hotkey);
  const groups = keyGroups(t, hotkey.kind === 'registered' ? hotkey.accelerator : '');
  return (
    <Dialog
      title={t('keymap.title')}
      onClose={onClose}
      footer={
        <Button kind="main" onClick={onClose}>
          {t('common.close')}
        </Button>
      }
    >
      <section
        className="key-map"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
        aria-label={t('keymap.title')}
      >
        <div className="key-columns">
          {groups
            .filter(({ keys }) => keys.length > 0)
            .map(({ id, title, keys }) => (
              <div key={id} className="key-group">
                <h3>{title}</h3>
                <dl>
                  {keys.map(({ words, accelerators }) => (
                    <div key={words} className="key-line">
                      <dt>{words}</dt>
                      <dd>
                        {accelerators.map((each) => (
                          <Key key={each} accelerator={each} />
                        ))}
                      </dd>
                    </div>
                  ))}
                </dl>
              </div>
            ))}
        </div>
      </section>
    </Dialog>
  );
}

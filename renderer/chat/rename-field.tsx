import { useRef } from 'react';
import { useTranslation } from 'react-i18next';

/** A title being changed in its place. Enter and leaving keep the change, Esc does not (`null`). */
export function RenameField({ title, onDone }: { title: string; onDone: (title: string | null) => void }) {
  const { t } = useTranslation();
  // Enter and Esc take the field away, and that is also a blur: only the first of them counts.
  const done = useRef(false);
  const finish = (value: string | null) => {
    if (done.current) return;
    done.current = true;
    onDone(value);
  };
  return (
    <div className="field">
      <input
        className="field-text"
        dir="auto"
        aria-label={t('chat.titleLabel')}
        defaultValue={title}
        maxLength={200}
        // biome-ignore lint/a11y/noAutofocus: the person asked to type here.
        autoFocus
        onFocus={(event) => event.currentTarget.select()}
        onBlur={(event) => finish(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter') finish(event.currentTarget.value);
          else if (event.key === 'Escape') finish(null);
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
    </div>
  );
}

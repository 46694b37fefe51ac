import { useTranslation } from 'react-i18next';
import { useApp } from '../app/store.ts';
import { Icon } from '../ui/icon.tsx';
import { offerOf, useUpdates } from './store.ts';

/** On the way to the settings: there is a newer version nobody has read about yet. */
export function UpdateMark() {
  const { t } = useTranslation();
  const version = useUpdates(({ updates }) => (updates && offerOf(updates.state))?.version ?? null);
  const seen = useApp((state) => state.settings.seen.version);
  if (version === null || version === seen) return null;
  const words = t('updates.mark', { version });
  return (
    <span className="mark update-mark" title={words}>
      <Icon name="download" />
      <span className="vh">{words}</span>
    </span>
  );
}

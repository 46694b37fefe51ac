import type { Trouble } from '../health/troubles.ts';
import type { Translate } from '../i18n.ts';
import { plainLabel } from './label.ts';

/** What is wrong with a service, in one line that begins with its name. */
export function troubleLine({ name, link, error }: Pick<Trouble, 'name' | 'link' | 'error'>, t: Translate): string {
  const host = plainLabel(name);
  switch (link) {
    case 'network':
    case 'dns':
    case 'tcp':
      return t('tray.unreachable', { host });
    case 'tls':
      return t('tray.certificate', { host });
    case 'http':
      if (error.status !== undefined) return t('tray.troubleStatus', { host, status: error.status });
      return error.kind === 'timeout' ? t('tray.noAnswer', { host }) : t('tray.trouble', { host });
    case 'service':
      return t('tray.trouble', { host });
    case 'access':
      return error.kind === 'keychain' ? t('tray.secretMissing', { host }) : t('tray.keyRefused', { name: host });
    case 'usable':
      return t('tray.notUsable', { host });
  }
}

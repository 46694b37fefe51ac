import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MediaRef } from '../../preload/contract.ts';
import { isRasterDataUrl, linkAddress } from '../markdown/address.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { loadImage, openLink } from './actions.ts';
import { bytes } from './bytes.ts';

/** Pictures and files of a run: each is offered by what it is and where it lies; nothing is loaded by itself. */
export function MediaList({ media }: { media: readonly MediaRef[] }) {
  const { t } = useTranslation();
  if (media.length === 0) return null;
  return (
    <ul className="media" aria-label={t('runs.media')}>
      {media.map((each, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what has arrived keeps its place.
        <li key={index}>
          <Media media={each} />
        </li>
      ))}
    </ul>
  );
}

type Showing =
  | { readonly kind: 'offered' | 'loading' | 'failed' }
  | { readonly kind: 'shown'; readonly dataUrl: string };

function Media({ media }: { media: MediaRef }) {
  const { t } = useTranslation();
  const [state, setState] = useState<Showing>({ kind: 'offered' });
  const { type, source } = media;
  const show = (dataUrl: string | null) =>
    setState(dataUrl !== null && isRasterDataUrl(dataUrl) ? { kind: 'shown', dataUrl } : { kind: 'failed' });
  const load = async (url: string) => {
    setState({ kind: 'loading' });
    show(await loadImage(url));
  };
  if (state.kind === 'shown') return <img className="media-picture" src={state.dataUrl} alt={t('runs.mediaPicture')} />;
  return (
    <span className="media-offer">
      <Icon name={type === 'image' ? 'palette' : 'file'} />
      <span>{typeWord(type, t)}</span>
      <span className="faint cut">{whereOf(media, t)}</span>
      {state.kind === 'failed' && <span className="is-bad small">{t('runs.mediaFailed')}</span>}
      {source.kind === 'data' && type === 'image' && (
        <Button size="small" onClick={() => show(source.dataUrl)}>
          {t('runs.mediaShow')}
        </Button>
      )}
      {source.kind === 'link' && <LinkButton media={media} busy={state.kind === 'loading'} onLoad={load} />}
    </span>
  );
}

function LinkButton({ media, busy, onLoad }: { media: MediaRef; busy: boolean; onLoad: (url: string) => void }) {
  const { t } = useTranslation();
  const address = media.source.kind === 'link' ? linkAddress(media.source.url) : null;
  if (!address) return null;
  return media.type === 'image' ? (
    <Button size="small" icon="download" busy={busy} onClick={() => onLoad(address.href)}>
      {t('runs.mediaLoad')}
    </Button>
  ) : (
    <Button size="small" icon="external" onClick={() => openLink(address.href)}>
      {t('runs.mediaOpen')}
    </Button>
  );
}

/** Host of a link, size of what came along, name of a file of the source. */
function whereOf({ type, source }: MediaRef, t: TFunction): string {
  switch (source.kind) {
    case 'link':
      return linkAddress(source.url)?.host ?? t('runs.mediaRefused');
    case 'data':
      return type === 'image' ? bytes(source.bytes, t) : t('runs.mediaExport', { size: bytes(source.bytes, t) });
    case 'file':
      return t('runs.mediaFile', { name: source.name });
  }
}

function typeWord(type: MediaRef['type'], t: TFunction): string {
  switch (type) {
    case 'image':
      return t('runs.mediaImage');
    case 'audio':
      return t('runs.mediaAudio');
    case 'video':
      return t('runs.mediaVideo');
    case 'document':
      return t('runs.mediaDocument');
  }
}

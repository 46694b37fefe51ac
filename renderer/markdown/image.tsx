import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { imageSource, isRasterDataUrl } from './address.ts';
import { useSurroundings } from './context.ts';
import { stripped } from './visible.ts';

interface ImageProps {
  readonly src: string;
  readonly alt: string;
}

/** A picture of the text. One from elsewhere is not asked for before the person asks for it. */
export function Image({ src, alt }: ImageProps) {
  const { labels } = useSurroundings();
  const source = imageSource(src);
  switch (source.kind) {
    case 'inline':
      return <Picture dataUrl={source.dataUrl} alt={alt} />;
    case 'remote':
      return <RemoteImage key={source.address.href} href={source.address.href} host={source.address.host} alt={alt} />;
    case 'refused':
      return (
        <span className="md-image" title={tooltip(src)}>
          <Alt text={alt} />
          <span className="md-host">{labels.imageRefused}</span>
        </span>
      );
  }
}

type Loading =
  | { readonly kind: 'asking' | 'loading' | 'failed' }
  | { readonly kind: 'loaded'; readonly dataUrl: string };

function RemoteImage({ href, host, alt }: { href: string; host: string; alt: string }) {
  const { labels, loadImage } = useSurroundings();
  const [state, setState] = useState<Loading>({ kind: 'asking' });
  if (state.kind === 'loaded') return <Picture dataUrl={state.dataUrl} alt={alt} />;
  const load = () => {
    setState({ kind: 'loading' });
    loadImage(href).then(
      (dataUrl) =>
        setState(dataUrl !== null && isRasterDataUrl(dataUrl) ? { kind: 'loaded', dataUrl } : { kind: 'failed' }),
      () => setState({ kind: 'failed' }),
    );
  };
  return (
    <span className="md-image" title={tooltip(href)}>
      <Alt text={alt} />
      <span className="md-host">{state.kind === 'failed' ? labels.imageFailed : host}</span>
      <Button size="small" icon="download" busy={state.kind === 'loading'} onClick={load}>
        {state.kind === 'loading' ? labels.loadingImage : labels.loadImage}
      </Button>
    </span>
  );
}

/** A picture inside a link: only its text, for a button cannot stand in a link. */
export function ImageText({ src, alt }: ImageProps) {
  return (
    <span className="md-image" title={tooltip(src)}>
      <Alt text={alt} />
    </span>
  );
}

function Alt({ text }: { text: string }) {
  return text === '' ? null : (
    <span className="md-alt" dir="auto">
      {stripped(text)}
    </span>
  );
}

function Picture({ dataUrl, alt }: { dataUrl: string; alt: string }) {
  return <img className="md-picture" src={dataUrl} alt={stripped(alt)} decoding="async" />;
}

function tooltip(address: string): string {
  return stripped(address).slice(0, 300);
}

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { CertificateDialog } from './certificate-dialog.tsx';

interface CertificateButtonProps {
  /** `https://host:port`. */
  readonly origin: string;
  readonly kind?: 'main' | 'plain' | 'link';
  readonly size?: 'small';
  /** The certificate is trusted from now on. */
  readonly onTrusted?: () => void;
}

/** Opens the certificate of a server, to decide about it. */
export function CertificateButton({ origin, kind = 'plain', size, onTrusted }: CertificateButtonProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        kind={kind}
        {...(size ? { size } : {})}
        {...(kind === 'link' ? {} : { icon: 'lock' as const })}
        onClick={() => setOpen(true)}
      >
        {t('network.look')}
      </Button>
      {open && (
        <CertificateDialog
          origin={origin}
          onClose={() => setOpen(false)}
          onTrusted={() => {
            setOpen(false);
            onTrusted?.();
          }}
        />
      )}
    </>
  );
}

/** The origin of an encrypted server from an address as it is kept or typed; `null` when it is not one. */
export function secureOrigin(address: string): string | null {
  const typed = address.trim();
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`);
  return url?.protocol === 'https:' && url.hostname !== '' ? url.origin : null;
}

import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CertificateButton, secureOrigin } from '../network/certificate-button.tsx';
import { call } from '../ui/bridge.ts';
import { Button } from '../ui/button.tsx';
import { Icon, Sign } from '../ui/icon.tsx';
import { createProber, type Prober, type ProbeState, withoutPort } from './prober.ts';
import { type ProbeLine, probeLine } from './sentences.ts';

interface ServerFieldProps {
  readonly address: string;
  readonly onChange: (address: string) => void;
  readonly autoFocus: boolean;
}

/** The address of the server, and what answers there. */
export function ServerField({ address, onChange, autoFocus }: ServerFieldProps) {
  const { t, i18n } = useTranslation();
  const { state, probeNow } = useProbe(address);
  const origin = originToDecide(state);
  const line = probeLine(t, state, i18n.language);
  return (
    <div className="fieldset">
      <label className="label" htmlFor="signin-server">
        {t('signin.server.label')}
      </label>
      <div className={line.tone === 'bad' ? 'field bad' : 'field'}>
        <Icon name="server" />
        <input
          id="signin-server"
          className="field-text mono"
          // The address decides everything below it: a first run begins here.
          // biome-ignore lint/a11y/noAutofocus: the screen is this form and nothing else.
          autoFocus={autoFocus}
          value={address}
          required
          inputMode="url"
          autoCapitalize="off"
          autoComplete="off"
          spellCheck={false}
          placeholder={t('signin.server.placeholder')}
          aria-describedby="signin-server-state"
          aria-invalid={line.tone === 'bad' || undefined}
          onChange={(event) => onChange(event.currentTarget.value)}
          onBlur={() => state.kind === 'checking' && probeNow()}
        />
      </div>
      <div id="signin-server-state" className="hint" role="status">
        <ProbeText line={line} onWithoutPort={() => onChange(withoutPort(address) ?? address)} />
      </div>
      {origin !== null && <CertificateButton origin={origin} kind="link" onTrusted={probeNow} />}
    </div>
  );
}

/** A server whose certificate does not prove who it is: somebody may look at it, and decide. */
function originToDecide(state: ProbeState): string | null {
  if (state.kind !== 'failed' || state.error.kind !== 'tls') return null;
  return /^certificate(?!Revoked)/.test(state.error.reason ?? '') ? secureOrigin(state.address) : null;
}

function ProbeText({ line, onWithoutPort }: { line: ProbeLine; onWithoutPort: () => void }) {
  const { t } = useTranslation();
  return (
    <span className="sign-line">
      {line.sign && <Sign name={line.sign} />}
      <span className="probe-text">
        {line.lead && <b className={line.tone === 'bad' ? 'is-bad' : 'is-warn'}>{line.lead} </b>}
        {line.rest}
        {line.offersNoPort && (
          <Button kind="link" className="small" onClick={onWithoutPort}>
            {t('signin.server.withoutPort')}
          </Button>
        )}
      </span>
    </span>
  );
}

function useProbe(address: string): { state: ProbeState; probeNow: () => void } {
  const [state, setState] = useState<ProbeState>({ kind: 'empty' });
  const prober = useRef<Prober>(null);

  useEffect(() => {
    const made = createProber({
      probe: (text) => call('session.probe', { address: text }),
      after: (ms, fn) => {
        const timer = setTimeout(fn, ms);
        return () => clearTimeout(timer);
      },
      changed: setState,
    });
    prober.current = made;
    addEventListener('online', made.now);
    return () => {
      removeEventListener('online', made.now);
      made.stop();
    };
  }, []);
  useEffect(() => prober.current?.typed(address), [address]);

  return { state, probeNow: () => prober.current?.now() };
}

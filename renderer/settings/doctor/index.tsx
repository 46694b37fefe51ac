import './doctor.css';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HotkeyFinding, HotkeyReport } from '../../../preload/contract.ts';
import { useNow } from '../../app/now.ts';
import { Button } from '../../ui/button.tsx';
import { keyText } from '../../ui/key.tsx';
import { LiveRegion } from '../../ui/live-region.tsx';
import { Note, SignLine } from '../../ui/note.tsx';
import { Bindings } from './bindings.tsx';
import { followDoctor, prove, useDoctor } from './store.ts';
import { findingText, verdictOf } from './words.ts';

interface DoctorProps {
  /** Takes the person to where keys are chosen. */
  readonly onOtherKeys: () => void;
}

/** Whether the hotkey works, proved by a press; what stands in the way, and what can be done. */
export function HotkeyDoctor({ onOtherKeys }: DoctorProps) {
  const report = useDoctor((state) => state.report);
  useEffect(followDoctor, []);
  if (!report) return null;
  return <Report report={report} onOtherKeys={onOtherKeys} />;
}

function Report({ report, onOtherKeys }: DoctorProps & { readonly report: HotkeyReport }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const bindings = useRef<HTMLDetailsElement>(null);
  const { state, proof, findings } = report;

  function showBindings(): void {
    setOpen(true);
    bindings.current?.querySelector('summary')?.focus();
  }

  return (
    <>
      <Verdict report={report} />
      {state.kind === 'registered' && proof.kind !== 'asked' && (
        <Button icon="keyboard" onClick={() => void prove()}>
          {proof.kind === 'none' ? t('doctor.prove') : t('doctor.proveAgain')}
        </Button>
      )}
      {findings.length > 0 && (
        <ul className="doctor-findings" aria-label={t('doctor.findings')}>
          {findings.map((finding) => (
            <li key={finding.kind}>
              <Note
                kind="warn"
                actions={<Remedy finding={finding} onOtherKeys={onOtherKeys} onShowBindings={showBindings} />}
              >
                {findingText(t, finding)}
              </Note>
            </li>
          ))}
        </ul>
      )}
      {report.bindings.length > 0 && (
        <Bindings ref={bindings} bindings={report.bindings} open={open} onOpen={setOpen} />
      )}
    </>
  );
}

/** The seconds are for the eye; the ear hears once what is asked, and once how it ended. */
function Verdict({ report }: { readonly report: HotkeyReport }) {
  const { t } = useTranslation();
  const { state, proof } = report;
  const verdict = verdictOf(t, report, (accelerator) => keyText(accelerator, t));
  const asked = proof.kind === 'asked' && state.kind === 'registered';
  const spoken = asked ? t('doctor.pressWithin', { keys: keyText(state.accelerator, t) }) : verdict.text;
  return (
    <>
      <p className="row wrap" aria-hidden="true">
        <SignLine sign={verdict.sign}>{verdict.text}</SignLine>
        {proof.kind === 'asked' && <Countdown until={proof.until} />}
      </p>
      <LiveRegion text={spoken} />
    </>
  );
}

function Countdown({ until }: { readonly until: number }) {
  const { t } = useTranslation();
  const left = Math.max(0, Math.ceil((until - useNow(1000)) / 1000));
  return <span className="soft doctor-left">{t('doctor.left', { n: left })}</span>;
}

interface RemedyProps extends DoctorProps {
  readonly finding: HotkeyFinding;
  readonly onShowBindings: () => void;
}

function Remedy({ finding, onOtherKeys, onShowBindings }: RemedyProps) {
  const { t } = useTranslation();
  return finding.kind === 'taken' ? (
    <Button size="small" icon="keyboard" onClick={onOtherKeys}>
      {t('doctor.otherKeys')}
    </Button>
  ) : (
    <Button size="small" icon="down" onClick={onShowBindings}>
      {t('doctor.showBinding')}
    </Button>
  );
}

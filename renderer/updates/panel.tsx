import './updates.css';
import { useEffect, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { UpdateOffer, UpdateState, Updates } from '../../preload/contract.ts';
import { useApp } from '../app/store.ts';
import { openLink } from '../chat/actions.ts';
import { Formatted } from '../chat/message-body.tsx';
import { bytes } from '../runs/bytes.ts';
import { saveSeen } from '../settings/save.ts';
import { Button } from '../ui/button.tsx';
import { errorSentence } from '../ui/error-sentence.ts';
import { Note, SignLine } from '../ui/note.tsx';
import { offerOf, useUpdates, wish } from './store.ts';
import { obstacleSentence, offerFacts, updateLine } from './words.ts';

/** How far an update is, what is new in it, and what can be done now. */
export function UpdatesPanel() {
  const { t } = useTranslation();
  const { updates, error } = useUpdates();
  return (
    <>
      {updates && <Panel updates={updates} />}
      {error && (
        <Note kind="bad" live>
          {errorSentence(t, error)}
        </Note>
      )}
    </>
  );
}

function Panel({ updates }: { updates: Updates }) {
  const { t, i18n } = useTranslation();
  const { state, obstacle, page } = updates;
  const { sign, text } = updateLine(t, state, i18n.language, navigator.language);
  const offer = offerOf(state);
  const panel = useKeptFocus(state.kind);
  useSeen(offer);
  return (
    <div ref={panel} tabIndex={-1} className="update">
      <div role="status">
        <SignLine sign={sign}>{text}</SignLine>
      </div>
      {state.kind === 'downloading' && <Progress {...state} />}
      <div className="row wrap">
        <Acts state={state} alone={obstacle === null} />
        {obstacle !== null && offer !== null && (
          <Button icon="external" onClick={() => openLink(page)}>
            {t('updates.openPage')}
          </Button>
        )}
      </div>
      {offer && <WhatIsNew offer={offer} />}
      {obstacle !== null && <p className="hint">{obstacleSentence(t, obstacle)}</p>}
    </div>
  );
}

/** `alone`: the program can put a new version in its own place. */
function Acts({ state, alone }: { state: UpdateState; alone: boolean }) {
  const { t } = useTranslation();
  switch (state.kind) {
    case 'idle':
    case 'checking':
      return <CheckButton busy={state.kind === 'checking'}>{t('updates.checkNow')}</CheckButton>;
    case 'available':
      return alone && <DownloadButton>{t('updates.download')}</DownloadButton>;
    case 'downloading':
      return (
        <Button icon="stop" onClick={() => void wish('updates.cancel', null)}>
          {t('updates.cancel')}
        </Button>
      );
    case 'ready':
      return <RestartButton main />;
    case 'holding':
      return <HoldingActs />;
    case 'restarting':
      return null;
    case 'failed':
      if (state.during === 'check' || !alone) return <CheckButton>{t('updates.tryAgain')}</CheckButton>;
      return <DownloadButton>{t('updates.tryAgain')}</DownloadButton>;
  }
}

function CheckButton({ busy = false, children }: { busy?: boolean; children: string }) {
  return (
    <Button icon="retry" busy={busy} onClick={() => void wish('updates.check', null)}>
      {children}
    </Button>
  );
}

function DownloadButton({ children }: { children: string }) {
  return (
    <Button kind="main" icon="download" onClick={() => void wish('updates.download', null)}>
      {children}
    </Button>
  );
}

/** Restarts once nothing is under way any more. */
export function RestartButton({ main = false }: { main?: boolean }) {
  const { t } = useTranslation();
  return (
    <Button
      kind={main ? 'main' : 'plain'}
      size={main ? 'row' : 'small'}
      onClick={() => void wish('updates.restart', { now: false })}
    >
      {t('updates.restart')}
    </Button>
  );
}

/** While it waits: not to wait any longer, or not to restart after all. */
export function HoldingActs({ small = false }: { small?: boolean }) {
  const { t } = useTranslation();
  const size = small ? 'small' : 'row';
  return (
    <>
      <Button size={size} onClick={() => void wish('updates.restart', { now: true })}>
        {t('updates.restartNow')}
      </Button>
      <Button size={size} kind="quiet" onClick={() => void wish('updates.cancel', null)}>
        {t('updates.takeBack')}
      </Button>
    </>
  );
}

function Progress({ received, total }: { received: number; total: number }) {
  const { t } = useTranslation();
  // A feed need not say how large a version is.
  const known = total > 0;
  const figures = known
    ? t('updates.progress', { received: bytes(received, t), total: bytes(total, t) })
    : bytes(received, t);
  return (
    <>
      <progress
        className="progress"
        max={known ? total : 1}
        value={known ? received : undefined}
        aria-label={figures}
      />
      <p className="soft num">{figures}</p>
    </>
  );
}

/** Date, size and notes of a version. The notes come from the feed: untrusted, as a model's text is. */
function WhatIsNew({ offer }: { offer: UpdateOffer }) {
  const { t, i18n } = useTranslation();
  const facts = offerFacts(t, offer, i18n.language, navigator.language);
  return (
    <section className="update-news" aria-label={t('updates.news', { version: offer.version })}>
      <h3>{t('updates.news', { version: offer.version })}</h3>
      {facts !== '' && <p className="small soft num">{facts}</p>}
      {offer.notes.trim() === '' ? (
        <p className="soft">{t('updates.noNotes')}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        <section className="update-notes" tabIndex={0} aria-label={t('updates.notes')}>
          <Formatted text={offer.notes} />
        </section>
      )}
    </section>
  );
}

/** Whoever is here has read about this version: its mark goes. */
function useSeen(offer: UpdateOffer | null): void {
  const version = offer?.version ?? null;
  useEffect(() => {
    // Once for each version: a setting that cannot be kept must not be sent for ever.
    if (version !== null && version !== useApp.getState().settings.seen.version) saveSeen({ version });
  }, [version]);
}

/** A button that goes with its state leaves the focus to the panel, not to the top of the window. */
function useKeptFocus(kind: UpdateState['kind']) {
  const panel = useRef<HTMLDivElement>(null);
  const inside = useRef(false);
  useEffect(() => {
    const note = () => {
      inside.current = panel.current?.contains(document.activeElement) ?? false;
    };
    document.addEventListener('focusin', note);
    return () => document.removeEventListener('focusin', note);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the buttons change with the kind of the state.
  useLayoutEffect(() => {
    if (inside.current && document.activeElement === document.body) panel.current?.focus();
  }, [kind]);
  return panel;
}

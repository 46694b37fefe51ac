import type { ReactNode } from 'react';
import { Icon, Sign, type SignName } from './icon.tsx';

type NoteKind = 'warn' | 'bad' | 'info' | 'ok';

const SIGNS: Record<Exclude<NoteKind, 'info'>, SignName> = { warn: 'slow', bad: 'problem', ok: 'ok' };

interface NoteProps {
  /** `warn` a mock answer or a decision, `bad` a failure, `info` neutral, `ok` done. */
  readonly kind: NoteKind;
  /** Another sign than the kind's own, e.g. `waiting` where the person must decide. */
  readonly sign?: SignName;
  /** Read out when it appears. Leave it off for a note that was there before. */
  readonly live?: boolean;
  /** At most one link or one row of small buttons. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A sentence about a state, where the state is, with its remedy. */
export function Note({ kind, sign, live = false, actions, children }: NoteProps) {
  return (
    <div className={`note note-${kind}`} role={live ? (kind === 'bad' ? 'alert' : 'status') : undefined}>
      {sign !== undefined ? <Sign name={sign} /> : kind === 'info' ? <Icon name="bell" /> : <Sign name={SIGNS[kind]} />}
      <div className="note-grow">
        <div>{children}</div>
        {actions && <div className="row note-acts">{actions}</div>}
      </div>
    </div>
  );
}

/** A sign and its sentence, smaller than a note and without a ground. */
export function SignLine({ sign, children }: { sign: SignName; children: ReactNode }) {
  return (
    <span className="sign-line">
      <Sign name={sign} />
      <span>{children}</span>
    </span>
  );
}

import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunKind, SharedState } from '../../preload/contract.ts';
import { count } from '../chat/time.ts';
import { Button, join } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Note } from '../ui/note.tsx';
import { childPointer, leaf, partsOf, readJson, touched } from './json-tree.ts';
import { ToolText } from './long-text.tsx';

/** The state the agent shares, as a tree; what its last change touched is marked. */
export function StateTab({ state, kind }: { state: SharedState | null; kind: RunKind }) {
  const { t } = useTranslation();
  const json = state?.json ?? '';
  const read = useMemo(() => readJson(json), [json]);
  if (!state) return <p className="soft">{t(kind === 'gateway' ? 'runs.stateGateway' : 'runs.stateNone')}</p>;
  return (
    <div className="state-tab">
      {!state.inSync && <Note kind="warn">{t('runs.outOfSync')}</Note>}
      {state.cut && <Note kind="info">{t('runs.stateCut')}</Note>}
      {read ? (
        <ul className="tree mono" aria-label={t('runs.tabState')}>
          <Branch name={null} pointer="" value={read.value} depth={0} changed={state.changed} />
        </ul>
      ) : (
        <div className="code">
          <ToolText text={json} />
        </div>
      )}
    </div>
  );
}

interface BranchProps {
  /** `null` for the whole. */
  readonly name: string | null;
  readonly pointer: string;
  readonly value: unknown;
  readonly depth: number;
  readonly changed: readonly string[];
}

/** Unfolded at first: the upper levels, and what leads to a change. */
const OPEN_DEPTH = 2;
const PARTS_AT_FIRST = 100;

function Branch({ name, pointer, value, depth, changed }: BranchProps) {
  const { t, i18n } = useTranslation();
  const mark = touched(pointer, changed);
  const [chosen, setChosen] = useState<boolean | null>(null);
  const [all, setAll] = useState(false);
  const parts = partsOf(value);
  if (parts === null || parts.length === 0) {
    const { text, look } = parts === null ? leaf(value) : { text: Array.isArray(value) ? '[]' : '{}', look: '' };
    return (
      <li className={join('leaf', mark === 'here' && 'changed')}>
        <Name name={name} />
        <span className={join('verbatim', look)}>{text.slice(0, 5_000)}</span>
        {mark === 'here' && <ChangedMark />}
      </li>
    );
  }
  const open = chosen ?? (depth < OPEN_DEPTH || mark === 'inside');
  const shown = all ? parts : parts.slice(0, PARTS_AT_FIRST);
  return (
    <li className={join(mark === 'here' && 'changed')}>
      <button type="button" className="branch" aria-expanded={open} onClick={() => setChosen(!open)}>
        <Icon name={open ? 'down' : 'right'} />
        <Name name={name ?? t('runs.stateRoot')} />
        <span className="faint">
          {Array.isArray(value)
            ? t('runs.stateItems', { count: parts.length, n: count(parts.length, i18n.language) })
            : t('runs.stateFields', { count: parts.length, n: count(parts.length, i18n.language) })}
        </span>
        {(mark === 'here' || (mark === 'inside' && !open)) && <ChangedMark />}
      </button>
      {open && (
        <ul>
          {shown.map(([key, part]) => (
            <Branch
              key={key}
              name={key}
              pointer={childPointer(pointer, key)}
              value={part}
              depth={depth + 1}
              changed={changed}
            />
          ))}
          {shown.length < parts.length && (
            <li>
              <Button size="small" onClick={() => setAll(true)}>
                {t('runs.stateMore', { n: count(parts.length - shown.length, i18n.language) })}
              </Button>
            </li>
          )}
        </ul>
      )}
    </li>
  );
}

function Name({ name }: { name: string | null }) {
  return name === null ? null : <span className="tree-name">{name}</span>;
}

function ChangedMark() {
  const { t } = useTranslation();
  return <span className="changed-mark">{t('runs.stateChanged')}</span>;
}

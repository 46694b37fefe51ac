import type { TFunction } from 'i18next';
import { memo, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunItem } from '../../preload/contract.ts';
import { count, timeOfDay } from '../chat/time.ts';
import { Button } from '../ui/button.tsx';
import { Icon, Sign, type SignName } from '../ui/icon.tsx';
import { plainLine } from '../ui/plain-line.ts';
import { Fold } from './fold.tsx';
import { AnswerText, ToolText } from './long-text.tsx';
import { MediaList } from './media.tsx';
import { momentSign, momentWords } from './moments.ts';
import { span } from './time.ts';
import { type Node, wordCount } from './timeline-tree.ts';
import { ToolCard } from './tool-card.tsx';

interface EventProps {
  readonly sign: SignName;
  readonly head?: ReactNode;
  /** At the right end: how long, or when. */
  readonly figure?: string;
  readonly children?: ReactNode;
}

/** One event on the line: its sign, its head, and what belongs to it. */
export function TimelineEvent({ sign, head, figure, children }: EventProps) {
  return (
    <li className="ev">
      <span className="ev-sign">
        <Sign name={sign} />
      </span>
      <div className="ev-main">
        {head !== undefined && (
          <div className="ev-head">
            <span className="ev-title">{head}</span>
            {figure !== undefined && <span className="push num faint small">{figure}</span>}
          </div>
        )}
        {children}
      </div>
    </li>
  );
}

interface RowProps {
  readonly node: Node;
  /** The run is over: what has no end of its own was cut off, and nothing turns any more. */
  readonly ended: boolean;
}

/** An item at the level of the line itself. */
export const TimelineRow = memo(function TimelineRow({ node, ended }: RowProps) {
  const { t, i18n } = useTranslation();
  const { item, children } = node;
  const sign = signOfItem(item, ended);
  switch (item.kind) {
    case 'step':
      return (
        <TimelineEvent sign={sign} head={stepName(item.name, t)} figure={lasted(item, t, i18n.language)}>
          <Children nodes={children} ended={ended} />
        </TimelineEvent>
      );
    case 'moment':
      return (
        <TimelineEvent
          sign={momentSign(item.what)}
          head={momentWords(item.what, t)}
          figure={timeOfDay(item.at, i18n.language)}
        />
      );
    case 'message':
      return (
        <TimelineEvent sign={sign} head={speaker(item, t)} figure={timeOfDay(item.at, i18n.language)}>
          <MessageText item={item} ended={ended} />
        </TimelineEvent>
      );
    case 'reasoning':
    case 'tool':
    case 'activity':
    case 'subagent':
      return (
        <TimelineEvent sign={sign}>
          <Part node={node} ended={ended} />
        </TimelineEvent>
      );
  }
});

const CHILDREN_AT_FIRST = 60;

/** What happened inside a step or a sub-agent. */
function Children({ nodes, ended }: { nodes: readonly Node[]; ended: boolean }) {
  const { t, i18n } = useTranslation();
  const [all, setAll] = useState(false);
  if (nodes.length === 0) return null;
  const shown = all ? nodes : nodes.slice(-CHILDREN_AT_FIRST);
  return (
    <>
      {shown.length < nodes.length && (
        <div>
          <Button size="small" onClick={() => setAll(true)}>
            {t('runs.showEarlier', { n: count(nodes.length - shown.length, i18n.language) })}
          </Button>
        </div>
      )}
      {shown.map((each) => (
        <Part key={each.item.id} node={each} ended={ended} />
      ))}
    </>
  );
}

/** An item inside another one, or one that is its own head. */
function Part({ node, ended }: RowProps) {
  const { t, i18n } = useTranslation();
  const { item, children } = node;
  switch (item.kind) {
    case 'step':
      return (
        <div className="sub-step">
          <div className="ev-head small">
            <Sign name={signOfItem(item, ended)} />
            <span className="ev-title">{stepName(item.name, t)}</span>
            <span className="push num faint">{lasted(item, t, i18n.language)}</span>
          </div>
          <div className="inside">
            <Children nodes={children} ended={ended} />
          </div>
        </div>
      );
    case 'tool':
      return <ToolCard item={item} ended={ended} />;
    case 'reasoning':
      return <Reasoning text={item.text} live={item.endedAt === null && !ended} />;
    case 'activity':
      return (
        <Fold icon="file" label={t('runs.activity', { type: plainLine(item.type.slice(0, 200)) })}>
          <div className="code">
            <ToolText text={item.json} />
          </div>
        </Fold>
      );
    case 'subagent':
      return <Subagent item={item} nodes={children} ended={ended} />;
    case 'message':
      return <MessageText item={item} ended={ended} />;
    case 'moment':
      return <p className="small soft">{momentWords(item.what, t)}</p>;
  }
}

function Reasoning({ text, live }: { text: string; live: boolean }) {
  const { t, i18n } = useTranslation();
  const words = wordCount(text);
  const n = count(words.n, i18n.language);
  const label = live
    ? t('runs.reasoningLive', { count: words.n, n })
    : words.more
      ? t('runs.reasoningLong', { n })
      : t('runs.reasoning', { count: words.n, n });
  return (
    <Fold icon="think" label={label}>
      <div className="reasoning soft">
        <AnswerText text={text} live={live} />
      </div>
    </Fold>
  );
}

type SubagentItem = Extract<RunItem, { kind: 'subagent' }>;

function Subagent({ item, nodes, ended }: { item: SubagentItem; nodes: readonly Node[]; ended: boolean }) {
  const { t, i18n } = useTranslation();
  const said = plainLine((item.text ?? item.description ?? '').slice(0, 500));
  const words = { running: '', done: '', suspended: t('runs.subagentSuspended'), failed: t('runs.subagentFailed') };
  const long = (item.text?.length ?? 0) > 160;
  return (
    <div className="sub-agent-box">
      <div className="sub-agent">
        {item.status === 'running' && !ended ? <Sign name="working" /> : <Icon name="branch" />}
        <span className="cut" title={said}>
          {t('runs.subagent')} <b>{item.name}</b> {words[item.status]} {said}
        </span>
        <span className="push num faint small">{lasted(item, t, i18n.language)}</span>
      </div>
      {(nodes.length > 0 || long) && (
        <div className="inside">
          <Children nodes={nodes} ended={ended} />
          {long && item.text !== null && (
            <Fold icon="file" label={t('runs.subagentSaid')}>
              <AnswerText text={item.text} live={item.endedAt === null && !ended} />
            </Fold>
          )}
        </div>
      )}
    </div>
  );
}

type MessageItem = Extract<RunItem, { kind: 'message' }>;

function MessageText({ item, ended }: { item: MessageItem; ended: boolean }) {
  const { t } = useTranslation();
  const live = item.endedAt === null && !ended && !item.broken;
  if (item.role === 'system' || item.role === 'developer') {
    return (
      <Fold icon="file" label={t('runs.instructions')}>
        <div className="verbatim soft small">{item.text.slice(0, 20_000)}</div>
      </Fold>
    );
  }
  return (
    <div className="said">
      {item.text !== '' && <AnswerText text={item.text} live={live} />}
      <MediaList media={item.media} />
      {item.broken && (
        <p className="small is-warn sign-line">
          <Sign name="offline" />
          <span>{t('runs.broken')}</span>
        </p>
      )}
    </div>
  );
}

function speaker({ role, name }: MessageItem, t: TFunction): string {
  if (name !== null && name.trim() !== '') return name;
  switch (role) {
    case 'user':
      return t('runs.you');
    case 'assistant':
      return t('runs.answer');
    case 'system':
    case 'developer':
      return t('runs.instructions');
  }
}

function stepName(name: string, t: TFunction): string {
  return name.trim() === '' ? t('runs.stepUnnamed') : name;
}

/** How long it took, once it is over. A running one shows no clock: its sign says that it goes on. */
function lasted(item: RunItem, t: TFunction, language: string): string {
  return item.endedAt === null ? '' : span(item.endedAt - item.at, t, language);
}

function signOfItem(item: RunItem, ended: boolean): SignName {
  if (item.kind === 'tool') {
    if (item.status === 'failed') return 'problem';
    if (item.status === 'unanswered') return 'none';
    if (item.status === 'done') return 'ok';
  }
  if (item.kind === 'subagent') {
    if (item.status === 'failed') return 'problem';
    if (item.status === 'suspended') return 'waiting';
  }
  if (item.kind === 'message') {
    if (item.broken) return 'offline';
    if (item.role !== 'assistant') return 'none';
  }
  if (item.kind === 'activity') return 'ok';
  if (item.endedAt !== null) return 'ok';
  return ended ? 'offline' : 'working';
}

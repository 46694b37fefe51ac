import type { HealthReport, QuestionTimes, ServiceHealth, Source } from '../../preload/contract.ts';
import type { Translate } from '../i18n.ts';
import type { LogEntry } from '../log.ts';
import type { CrashReport } from './crash-reports.ts';
import type { Facts } from './facts.ts';
import { deviceName, errorWords, hostOf, milliseconds, size, utc, word } from './plain.ts';
import { settingsLines } from './settings-lines.ts';
import type { StateCount } from './sql/facts.ts';

type Row = readonly [label: string, value: string | number];

/**
 * The diagnostics as Markdown that reads as plain text too. Labels are in the person's language, so that they can judge
 * what they share; values are our own words, which who helps looks for. Nothing a person or a server wrote gets in, but
 * hosts.
 */
export function diagnosticsReport(facts: Facts, t: Translate): string {
  const block = (title: string, rows: readonly Row[], lines: readonly string[] = []) => {
    const named = rows.map(([label, value]) => t('diagnostics.line', { label, value }));
    const all = [...named, ...lines];
    const body = all.length === 0 ? [t('diagnostics.none')] : all;
    return [`## ${title}`, '', ...body.map(item), ''];
  };
  return [
    `# ${t('diagnostics.reportTitle')}`,
    '',
    utc(facts.at),
    '',
    ...block(t('diagnostics.program'), programRows(facts, t)),
    ...block(t('diagnostics.account'), accountRows(facts, t)),
    ...block(t('diagnostics.services'), networkRows(facts.health, t), facts.health.services.flatMap(serviceLines(t))),
    ...block(t('diagnostics.sources'), [], facts.sources.map(sourceLine(t))),
    ...block(t('diagnostics.work'), workRows(facts, t)),
    ...block(t('diagnostics.database'), databaseRows(facts, t)),
    ...block(t('diagnostics.problems'), [], facts.problems.map(problemLine)),
    ...block(t('crash.reports'), [], facts.crashes.map(crashLine)),
    ...block(t('diagnostics.questions'), partRows(facts.questions, t), facts.questions.map(questionLine(t))),
    ...block(t('diagnostics.settings'), settingsLines(facts.settings)),
    ...block(t('diagnostics.graphics'), graphicsRows(facts, t)),
  ].join('\n');
}

/** Of a list; what belongs to the line above is indented. */
function item(line: string): string {
  return line.startsWith('  ') ? `  - ${line.trimStart()}` : `- ${line}`;
}

function programRows({ info, system }: Facts, t: Translate): Row[] {
  const { processor, memory } = system;
  return [
    [t('app.name'), `${info.version} (${info.shell}, ${info.language})`],
    [t('settings.electron'), info.versions.electron || '–'],
    [t('settings.chromium'), info.versions.chrome || '–'],
    [t('settings.node'), info.versions.node || '–'],
    [t('settings.system'), deviceName(system.system)],
    [t('diagnostics.processor'), `${deviceName(processor.model)} × ${processor.cores}`],
    [t('diagnostics.memory'), size(memory.total)],
    [t('diagnostics.used'), size(memory.used)],
    [t('diagnostics.running'), `${Math.round(system.uptime / 60_000)} min`],
  ];
}

function accountRows({ session: { session, keychain, accounts } }: Facts, t: Translate): Row[] {
  const open = session.kind === 'signedIn' || session.kind === 'expired' ? session.account : null;
  return [
    [t('diagnostics.session'), session.kind === 'expired' ? `expired / ${session.reason}` : session.kind],
    [t('diagnostics.server'), open ? hostOf(open.server) : '–'],
    [t('diagnostics.demo'), yesNo(open?.demo ?? false, t)],
    [t('diagnostics.kept'), yesNo(session.kind === 'signedIn' && session.keep, t)],
    [t('diagnostics.accounts'), accounts.length],
    [t('diagnostics.keychain'), keychain.kind === 'ok' ? 'ok' : `unavailable / ${keychain.reason}`],
  ];
}

function networkRows({ network }: HealthReport, t: Translate): Row[] {
  const { broken, since, error } = network;
  const state = broken ? `broken / ${error ? errorWords(error) : 'unknown'} (${utc(since)})` : 'good';
  return [[t('diagnostics.network'), state]];
}

/** A service, and below it the links of its chain with their times. */
function serviceLines(t: Translate): (service: ServiceHealth) => string[] {
  return (service) => {
    const { kind, address, state, since, broken, version, lastGoodAt, lastError, latencyMs } = service;
    const facts = [
      `${state} (${utc(since)})`,
      ...(broken ? [t('diagnostics.line', { label: t('diagnostics.broken'), value: broken })] : []),
      ...(version ? [t('diagnostics.line', { label: t('settings.version'), value: word(version) })] : []),
      ...(latencyMs === null ? [] : [milliseconds(latencyMs)]),
    ];
    const links = service.links.map(({ name, verdict, ms, error }) =>
      [name, verdict, ...(ms === null ? [] : [milliseconds(ms)]), ...(error ? [`(${errorWords(error)})`] : [])].join(
        ' ',
      ),
    );
    const good = t('diagnostics.line', { label: t('diagnostics.lastGood'), value: lastGoodAt ? utc(lastGoodAt) : '–' });
    const bad = lastError ? `${utc(lastError.at)} ${errorWords(lastError.error)}` : '–';
    return [
      `${kind}, ${hostOf(address)}: ${facts.join(', ')}`,
      ...(links.length === 0 ? [] : [`  ${links.join(' → ')}`]),
      `  ${good}; ${t('diagnostics.line', { label: t('diagnostics.lastError'), value: bad })}`,
    ];
  };
}

function sourceLine(t: Translate): (source: Source) => string {
  return (source) => {
    const kept =
      source.kind === 'gateway'
        ? t('diagnostics.line', { label: t('diagnostics.key'), value: yesNo(source.hasKey, t) })
        : t('diagnostics.line', {
            label: t('diagnostics.headers'),
            value: `${source.headers.length} (${source.headers.filter(({ value }) => value === null).length})`,
          });
    const more = source.kind === 'agui' ? `, ${source.protocol}, ${source.idleSeconds} s` : '';
    const demo = source.demo ? `, ${t('diagnostics.demo')}` : '';
    return `${source.kind}, ${hostOf(source.address)}: ${kept}${more}${demo}`;
  };
}

function workRows({ sync, storage, hotkey }: Facts, t: Translate): Row[] {
  return [
    [
      t('diagnostics.sync'),
      sync.kind === 'offline' ? `offline / ${errorWords(sync.error)} (${utc(sync.since)})` : sync.kind,
    ],
    [t('diagnostics.outbox'), counts(storage.facts?.outbox ?? [])],
    [t('diagnostics.runs'), counts(storage.facts?.runs ?? [])],
    [t('diagnostics.hotkey'), hotkey.kind === 'failed' ? `failed / ${hotkey.reason}` : hotkey.kind],
  ];
}

function databaseRows({ storage: { kind, fileBytes, logBytes, integrity, facts } }: Facts, t: Translate): Row[] {
  const sizes: Row[] = [
    [t('diagnostics.storage'), kind],
    [t('diagnostics.integrity'), integrity],
    [t('diagnostics.fileSize'), `${size(fileBytes)} + ${size(logBytes)}`],
  ];
  if (!facts) return sizes;
  return [
    ...sizes,
    [t('diagnostics.free'), size(facts.freeBytes)],
    [t('diagnostics.schema'), facts.schema],
    [t('diagnostics.accounts'), facts.accounts],
    [t('diagnostics.conversations'), facts.conversations],
    [t('diagnostics.messages'), facts.messages],
    [t('diagnostics.unindexed'), facts.unindexed],
    [t('diagnostics.runEvents'), facts.runEvents],
    [t('diagnostics.samples'), facts.samples],
  ];
}

function problemLine({ at, level, event, ...fields }: LogEntry): string {
  const more = Object.entries(fields).map(([name, value]) => `${name}=${value}`);
  return [at, level, event, ...more].join(' ');
}

function crashLine({ at, kind, count, ms, program, stack, exitReason }: CrashReport): string {
  const what = [...(count > 1 ? [`×${count}`] : []), ...(exitReason ? [exitReason] : []), ...(stack ? [stack] : [])];
  return [at, kind, program.version, milliseconds(ms), ...what].join(' ');
}

/** The usual and the longest time of each part. */
function partRows(questions: readonly QuestionTimes[], t: Translate): Row[] {
  const parts: readonly (readonly [string, (number | null)[]])[] = [
    [t('diagnostics.opening'), questions.map(({ opening }) => opening)],
    [t('diagnostics.sending'), questions.map(({ sending }) => sending)],
    [t('diagnostics.waiting'), questions.map(({ waiting }) => waiting)],
    [t('diagnostics.receiving'), questions.map(({ receiving }) => receiving)],
    [t('diagnostics.drawing'), questions.map(({ drawing }) => drawing)],
  ];
  return parts.flatMap(([label, all]) => {
    const known = all.filter((ms) => ms !== null).sort((a, b) => a - b);
    const longest = known.at(-1);
    if (longest === undefined) return [];
    const usual = known[Math.floor(known.length / 2)] ?? longest;
    const value = t('diagnostics.spread', { usual: milliseconds(usual), longest: milliseconds(longest) });
    return [[label, value] as const];
  });
}

function questionLine(t: Translate): (question: QuestionTimes) => string {
  return ({ askedAt, from, outcome, opening, sending, waiting, receiving, drawing, total }) => {
    const parts = [opening, sending, waiting, receiving, drawing].map((ms) => (ms === null ? '–' : Math.round(ms)));
    const value = `${parts.join(' + ')} = ${milliseconds(total)}`;
    return t('diagnostics.line', { label: `${utc(askedAt)} ${from}, ${outcome}`, value });
  };
}

function graphicsRows({ system: { graphics, screens } }: Facts, t: Translate): Row[] {
  return [
    [t('diagnostics.accelerated'), yesNo(graphics.accelerated, t)],
    ...graphics.devices.map((device): Row => [t('diagnostics.device'), deviceName(device)]),
    ...screens.map(({ width, height, scale, rotation }): Row => {
      const turned = rotation === 0 ? '' : `, ${rotation}°`;
      return [t('diagnostics.screen'), `${width} × ${height}, × ${scale}${turned}`];
    }),
    ...graphics.features.map(([feature, how]): Row => [word(feature), word(how)]),
  ];
}

function counts(states: readonly StateCount[]): string {
  return states.length === 0 ? '–' : states.map(({ state, count }) => `${word(state)} ${count}`).join(', ');
}

function yesNo(value: boolean, t: Translate): string {
  return value ? t('diagnostics.yes') : t('diagnostics.no');
}

import { stat } from 'node:fs/promises';
import type { HealthReport, Diagnostics as Report, SyncState } from '../../preload/contract.ts';
import type { Session } from '../accounts/session.ts';
import type { Store } from '../database/client.ts';
import { checkFile } from '../database/link.ts';
import type { OpenReport } from '../database/open.ts';
import type { Result } from '../errors.ts';
import type { Ports } from '../ports.ts';
import type { Sources } from '../sources/index.ts';
import type { Facts } from './facts.ts';
import type { FlightRecorder } from './flights.ts';
import { createIntegrityCheck, type Integrity } from './integrity.ts';
import { diagnosticsReport } from './report.ts';

/** What the program tells of itself to whoever helps, after the person has read it. */
export interface Diagnostics {
  /** Gathers everything anew. Reading the whole database may take its time, of which 5 s are waited for. */
  report(): Promise<Report>;
  /** Asks where to, and writes what the person has read. Errors as `saveFile` of the shell. */
  save(text: string): Promise<Result<{ saved: boolean }>>;
  /** A window has drawn the answer to this question. */
  painted(messageId: number): void;
}

export interface DiagnosticsDeps {
  readonly ports: Ports;
  readonly store: Store;
  readonly storage: OpenReport['storage'];
  readonly flights: FlightRecorder;
  readonly session: Session;
  readonly sources: Sources;
  readonly syncState: () => Promise<SyncState>;
  readonly health: () => HealthReport;
}

const PATIENCE_MS = 5_000;

export function createDiagnostics(deps: DiagnosticsDeps): Diagnostics {
  const { ports, flights } = deps;
  const { clock, shell, files, workerUrl } = ports;
  const look = createIntegrityCheck({
    check: () => checkFile(workerUrl, files.database, clock.now()),
    clock,
    patienceMs: PATIENCE_MS,
  });
  const integrity = async (): Promise<Integrity> => (deps.storage === 'memory' ? 'notOnDisk' : look());

  return {
    async report() {
      const facts = await gather(deps, integrity);
      return { at: facts.at, text: diagnosticsReport(facts, ports.translate()), questions: facts.questions };
    },
    save: (text) => shell.saveFile(`${ports.translate()('diagnostics.fileName')}.md`, text),
    painted: flights.painted,
  };
}

async function gather(deps: DiagnosticsDeps, integrity: () => Promise<Integrity>): Promise<Facts> {
  const { ports, store } = deps;
  const { clock, shell, settings, files } = ports;
  const [system, sync, facts, found, fileBytes, logBytes] = await Promise.all([
    shell.systemFacts(),
    deps.syncState(),
    store.read('diagnostics.facts', undefined),
    integrity(),
    sizeOf(files.database),
    sizeOf(`${files.database}-wal`),
  ]);
  return {
    at: clock.now(),
    info: shell.info(),
    system,
    session: deps.session.snapshot(),
    settings: settings.get(),
    hotkey: shell.hotkey(),
    sources: deps.sources.list(),
    health: deps.health(),
    storage: { kind: deps.storage, fileBytes, logBytes, integrity: found, facts: facts.ok ? facts.value : null },
    sync,
    problems: ports.recentProblems(),
    crashes: ports.crashes(),
    questions: deps.flights.questions(),
  };
}

/** Bytes of a file; 0 when there is none. */
async function sizeOf(file: string): Promise<number> {
  return stat(file).then(
    ({ size }) => size,
    () => 0,
  );
}

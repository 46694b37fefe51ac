import type { Source } from '../../preload/contract.ts';
import type { SourceAccess, Sources } from '../sources/index.ts';
import { probeAgent } from './probes/agui.ts';
import { failedWith, type Seen } from './probes/answer.ts';
import { type AnswerProbeDeps, probeAnswers } from './probes/answers.ts';
import { probeGateway } from './probes/gateway.ts';
import type { Target } from './target.ts';
import type { Usage } from './usage.ts';

export interface SourceTargetsDeps {
  readonly probe: AnswerProbeDeps;
  readonly sources: Pick<Sources, 'list' | 'access' | 'subscribe'>;
  readonly usage: Usage;
  /** A source has come, gone or changed. */
  readonly changed: () => void;
}

export interface SourceTargets {
  current(): readonly Target[];
  close(): void;
}

/** The sources of agents and of answers, one target each. */
export function createSourceTargets({ probe, sources, usage, changed }: SourceTargetsDeps): SourceTargets {
  /** Grows with each change: that of a secret shows in nothing else. */
  const revisions = new Map<string, number>();

  const close = sources.subscribe((id) => {
    revisions.set(id, (revisions.get(id) ?? 0) + 1);
    usage.forget(id);
    changed();
  });

  function target(source: Source): Target {
    const { id, kind, name, address } = source;
    const owner = source.demo ? 'demo' : 'source';
    const revision = revisions.get(id) ?? 0;
    let known: SourceAccess | null = null;
    return {
      key: JSON.stringify([id, revision, address]),
      address,
      services: [{ id, kind, name, address, owner, partOf: null }],
      async check({ signal }) {
        // The keychain is asked once: some ask the person each time.
        const access = known ? { ok: true as const, value: known } : await sources.access(id);
        if (!access.ok) return new Map([[id, failedWith(access.error)]]);
        known = access.value;
        return new Map([[id, await probeSource(access.value, signal)]]);
      },
    };
  }

  function probeSource(access: SourceAccess, signal: AbortSignal): Promise<Seen> {
    const { source } = access;
    switch (source.kind) {
      case 'gateway':
        return probeGateway(probe, access, signal);
      case 'agui':
        return probeAgent(probe, access, usage.lastRun(source.id), signal);
      default:
        return probeAnswers(probe, source, access, signal);
    }
  }

  return { current: () => sources.list().map(target), close };
}

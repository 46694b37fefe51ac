import type { AnswerTarget, SettingsPatch, Source, SourceDraft } from '../../preload/contract.ts';

/** A source of a file as a new one, without what was secret in it. */
export function draftOf(source: Source): SourceDraft {
  const { name, address } = source;
  switch (source.kind) {
    case 'gateway':
      return { kind: source.kind, id: null, name, address, model: source.model };
    case 'agui': {
      const { kind, protocol, forwardedProps, openWebuiPreset, idleSeconds, tools } = source;
      const headers = readableHeaders(source.headers);
      return { kind, id: null, name, address, headers, protocol, forwardedProps, openWebuiPreset, idleSeconds, tools };
    }
    case 'openai-compatible':
    case 'open-webui':
    case 'openai-connector':
    case 'mistral-connector': {
      const { kind, model, system, parameters, stream, timeouts, prices } = source;
      const headers = readableHeaders(source.headers);
      return { kind, id: null, name, address, headers, model, system, parameters, stream, timeouts, prices };
    }
  }
}

/** Whether something of it is in a keychain, and so in no file. */
export function hadSecrets(source: Source): boolean {
  if ('hasKey' in source && source.hasKey) return true;
  return 'headers' in source && source.headers.some(({ value }) => value === null);
}

/** The source that is here and is the same one, whatever it is called. */
export function sameAmong(here: readonly Source[], { kind, address }: Source): Source | null {
  return here.find((each) => !each.demo && each.kind === kind && each.address === address) ?? null;
}

/** The settings with the ids of this computer; whom it does not know is not asked. */
export function withIds(patch: SettingsPatch, idOf: (id: string) => string | null): SettingsPatch {
  const target = (each: AnswerTarget | null): AnswerTarget | null => {
    const sourceId = each && idOf(each.sourceId);
    return each && sourceId !== null ? { ...each, sourceId } : null;
  };
  const targets = (list: readonly AnswerTarget[]) => list.flatMap((each) => target(each) ?? []);
  const { quick, answers, runs } = patch;
  return {
    ...patch,
    ...(quick && { quick: { ...quick, source: target(quick.source) } }),
    ...(answers && { answers: { ...answers, chain: targets(answers.chain), compare: targets(answers.compare) } }),
    ...(runs && { runs: { ...runs, sourceId: runs.sourceId === null ? null : idOf(runs.sourceId) } }),
  };
}

function readableHeaders(headers: readonly { readonly name: string; readonly value: string | null }[]) {
  return headers.flatMap(({ name, value }) => (value === null ? [] : { name, value, secret: false }));
}

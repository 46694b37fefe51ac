/** Sources of agents and, later, of answers: what a window may know of them. Part of `contract.ts`. */

/** `gateway`: the agent gateway's tasks. `agui`: an endpoint that speaks AG-UI. */
export type SourceKind = 'gateway' | 'agui';

export interface SourceHeader {
  readonly name: string;
  /** `null` when the value is secret: it is in the keychain, and main alone reads it. */
  readonly value: string | null;
}

interface SourceBase {
  /** Made by main, never reused; `demo-…` for those of the demo workspace. */
  readonly id: string;
  readonly name: string;
  /** Normalised, without trailing slash. */
  readonly address: string;
  /** Comes and goes with the demo workspace; cannot be edited. */
  readonly demo: boolean;
}

export interface GatewaySource extends SourceBase {
  readonly kind: 'gateway';
  /** A key is kept for it. */
  readonly hasKey: boolean;
  /** Model of new tasks as the gateway names it, `backend/model`. */
  readonly model: string | null;
}

export interface AguiSource extends SourceBase {
  readonly kind: 'agui';
  readonly headers: readonly SourceHeader[];
  /** `1.0` is announced to the agent; `legacy` leaves the field out, for servers that refuse what they do not know. */
  readonly protocol: '1.0' | 'legacy';
  /** JSON object sent as `forwardedProps`, as text; empty for none. */
  readonly forwardedProps: string;
  /** Sends the context entry and the forwarded properties of the Open WebUI pipe. */
  readonly openWebuiPreset: boolean;
  /** Longest silence of a stream that is borne, seconds. */
  readonly idleSeconds: number;
  /** Tools of this computer that are declared to the agent. Each use is asked about. */
  readonly tools: { readonly openUrl: boolean; readonly copyToClipboard: boolean };
}

export type Source = GatewaySource | AguiSource;

/** What a person changes. A secret left out (`undefined`) stays as it is; `null` forgets it. */
export type SourceDraft =
  | {
      readonly kind: 'gateway';
      /** `null` makes a new one. */
      readonly id: string | null;
      readonly name: string;
      readonly address: string;
      readonly key?: string | null;
      readonly model: string | null;
    }
  | {
      readonly kind: 'agui';
      readonly id: string | null;
      readonly name: string;
      readonly address: string;
      /** `secret` with `value: null` keeps the value that is in the keychain. */
      readonly headers: readonly { readonly name: string; readonly value: string | null; readonly secret: boolean }[];
      readonly protocol: '1.0' | 'legacy';
      readonly forwardedProps: string;
      readonly openWebuiPreset: boolean;
      readonly idleSeconds: number;
      readonly tools: { readonly openUrl: boolean; readonly copyToClipboard: boolean };
    };

/** The models of a gateway. An empty answer is normal there: the last list that held something is kept. */
export interface SourceModels {
  readonly models: readonly string[];
  /** When `models` was received; `null` when never. */
  readonly fetchedAt: number | null;
  /** The gateway answered just now, with an empty list. */
  readonly emptyNow: boolean;
}

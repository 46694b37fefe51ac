/** What differs between the two connectors of the demo. */
export interface Provider {
  readonly name: 'openai' | 'mistral';
  readonly models: readonly { readonly id: string; readonly description: string }[];
  readonly model: string;
  readonly embeddingModel: string;
  readonly dimensions: number;
}

const STAND_IN = 'Stand-in of the demo workspace: the answers are invented by the built-in responder.';
const standIns = (...ids: readonly string[]) => ids.map((id) => ({ id, description: STAND_IN }));

export const PROVIDERS: Readonly<Record<Provider['name'], Provider>> = {
  openai: {
    name: 'openai',
    models: standIns('gpt-4o', 'gpt-4-turbo', 'gpt-4', 'gpt-3.5-turbo', 'text-embedding-ada-002'),
    model: 'gpt-4o',
    embeddingModel: 'text-embedding-ada-002',
    dimensions: 1_536,
  },
  mistral: {
    name: 'mistral',
    models: standIns('mistral-small-latest', 'mistral-large-latest', 'open-mistral-7b', 'mistral-embed'),
    model: 'mistral-small-latest',
    embeddingModel: 'mistral-embed',
    dimensions: 1_024,
  },
};

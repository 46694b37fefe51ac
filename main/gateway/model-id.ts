/** Open WebUI's pipe shows the gateway's models as `<function>.harpou-agent/<backend>/<model>`; the gateway knows neither. */
const DISPLAY_PREFIX = /^(?:[^/]*\.)?harpou-agent\//;

/**
 * A model id as the gateway names it, out of what was typed, pasted or listed. Sent with its display prefix, the gateway
 * would take `harpou-agent` for a backend and answer with an apology. Everything else stays as it is: ids that no list
 * knows are allowed. `null` when nothing is left.
 */
export function readModelId(typed: string): string | null {
  const id = typed.trim().replace(DISPLAY_PREFIX, '').trim();
  return id === '' ? null : id;
}

/**
 * The two parts of an id. Only the first slash separates them: `ollama/harpou/llama3.1-8b:latest` is the model
 * `harpou/llama3.1-8b:latest` of `ollama`. Without one, the gateway's primary backend is asked: `backend` is `null`.
 */
export function splitModelId(id: string): { backend: string | null; model: string } {
  const slash = id.indexOf('/');
  return slash < 0 ? { backend: null, model: id } : { backend: id.slice(0, slash), model: id.slice(slash + 1) };
}

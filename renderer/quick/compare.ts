import { call } from '../ui/bridge.ts';
import { hide } from './actions.ts';
import { withClipboard } from './exchange.ts';
import { useQuick } from './store.ts';

/** Hands what stands in the field to the page of comparisons, which asks it at once. Without text it only opens. */
export async function compareText(): Promise<void> {
  const { text, clipboard, handing } = useQuick.getState();
  if (handing) return;
  const prompt = text.trim() === '' ? '' : withClipboard(text, clipboard);
  useQuick.setState({ handing: true, problem: null });
  const result = await call('app.showMain', { kind: 'compare', prompt, conversationId: null });
  if (!result.ok) {
    useQuick.setState({ handing: false, problem: result.error });
    return;
  }
  // The text has been handed over: the next showing need not keep it.
  useQuick.setState({ handing: false, askedText: text, clipboard: prompt === '' ? clipboard : null });
  hide();
}

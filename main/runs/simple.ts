import type { Interrupt, InterruptAnswer } from '../../preload/contract.ts';

/** Whether yes or no is all that is asked: nothing to fill in, or one boolean. */
export function isSimple({ form }: Interrupt): boolean {
  if (form === null) return false;
  return form.length === 0 || (form.length === 1 && form[0]?.type === 'boolean');
}

/** Yes or no to a simple question. A boolean that is asked for is given the same answer, so that it fits its schema. */
export function simpleAnswer({ id, form }: Interrupt, decision: 'approve' | 'refuse'): InterruptAnswer {
  const field = form?.[0];
  const yes = decision === 'approve';
  const value = field && (field.name === '' ? yes : { [field.name]: yes });
  return { interruptId: id, decision, payload: value === undefined ? null : JSON.stringify(value), args: null };
}

/**
 * The last changes of a topic. A reply to a request may be older than a change that overtook it: applying the recent
 * changes to every reply closes that hole.
 */
export class Recent<Change> {
  readonly #changes: Change[] = [];

  add(change: Change): void {
    this.#changes.push(change);
    if (this.#changes.length > 100) this.#changes.shift();
  }

  /** The state after every recent change that follows it; `apply` ignores those already in it. */
  replay<State extends object>(state: State, apply: (state: State, change: Change) => State | 'gap'): State {
    return this.#changes.reduce((now, change) => {
      const next = apply(now, change);
      return next === 'gap' ? now : next;
    }, state);
  }
}

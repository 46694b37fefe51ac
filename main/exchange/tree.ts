import type { ForeignMessage, ForeignNode } from './foreign.ts';

/** A message in its place. */
export interface TreeMessage {
  readonly message: ForeignMessage;
  /** Index of the message before it, always a smaller one; `null` for a first message. */
  readonly parent: number | null;
  readonly shown: boolean;
}

/**
 * Makes a tree of whatever a file says: every message once, parents before what follows them, exactly one path shown from
 * a first message to a last one. The path is that of `current`; where there is no such node, that of the last message.
 * Places without a message are passed over; those that name no parent, one that is missing, or each other in a circle
 * stand at the beginning. Of two nodes with one id the first counts.
 */
export function buildTree(nodes: readonly ForeignNode[], current: string | null): TreeMessage[] {
  const byId = new Map<string, ForeignNode>();
  for (const node of nodes) if (!byId.has(node.id)) byId.set(node.id, node);
  const parents = withoutCircles(parentsOf(byId));
  const followers = followersOf(byId, parents);
  const placed = place(byId, followers);
  const shown = shownPath(placed, current === null ? null : nearestMessage(byId, parents, current));
  return placed.map(({ node, parent }, index) => ({
    message: node.message,
    parent,
    shown: shown.has(index),
  }));
}

type Parents = Map<string, string | null>;

function parentsOf(byId: ReadonlyMap<string, ForeignNode>): Parents {
  const claimed = new Map<string, string>();
  for (const node of byId.values()) {
    for (const child of node.children) if (!claimed.has(child)) claimed.set(child, node.id);
  }
  const parents: Parents = new Map();
  for (const node of byId.values()) {
    const named = node.parent ?? claimed.get(node.id) ?? null;
    parents.set(node.id, named !== null && byId.has(named) ? named : null);
  }
  return parents;
}

/** Opens every circle at the node of it that is met first. */
function withoutCircles(parents: Parents): Parents {
  const safe = new Set<string>();
  for (const start of parents.keys()) {
    const way = new Set<string>();
    let at: string | null = start;
    while (at !== null && !safe.has(at) && !way.has(at)) {
      way.add(at);
      at = parents.get(at) ?? null;
    }
    if (at !== null && way.has(at)) parents.set(at, null);
    for (const id of way) safe.add(id);
  }
  return parents;
}

/** For each node (`null`: before all) what follows it, in the order the node itself gives, then in that of the file. */
function followersOf(byId: ReadonlyMap<string, ForeignNode>, parents: Parents): Map<string | null, string[]> {
  const followers = new Map<string | null, string[]>();
  const add = (id: string, parent: string | null) => {
    const list = followers.get(parent);
    if (list) list.push(id);
    else followers.set(parent, [id]);
  };
  const added = new Set<string>();
  for (const node of byId.values()) {
    for (const child of node.children) {
      if (added.has(child) || !byId.has(child) || parents.get(child) !== node.id) continue;
      added.add(child);
      add(child, node.id);
    }
  }
  for (const id of byId.keys()) if (!added.has(id)) add(id, parents.get(id) ?? null);
  return followers;
}

interface Placed {
  readonly node: ForeignNode & { readonly message: ForeignMessage };
  readonly parent: number | null;
}

/** The messages, each after the one before it. Without recursion: a conversation is as deep as it is long. */
function place(byId: ReadonlyMap<string, ForeignNode>, followers: ReadonlyMap<string | null, string[]>): Placed[] {
  const placed: Placed[] = [];
  const waiting: { readonly id: string; readonly parent: number | null }[] = [];
  const wait = (ids: readonly string[] | undefined, parent: number | null) => {
    for (const id of ids?.toReversed() ?? []) waiting.push({ id, parent });
  };
  wait(followers.get(null), null);
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const node = byId.get(next.id);
    const message = node?.message ?? null;
    if (node && message) placed.push({ node: { ...node, message }, parent: next.parent });
    wait(followers.get(next.id), message ? placed.length - 1 : next.parent);
  }
  return placed;
}

/** The node itself, or the nearest before it that is a message. */
function nearestMessage(byId: ReadonlyMap<string, ForeignNode>, parents: Parents, from: string): string | null {
  let at: string | null = byId.has(from) ? from : null;
  while (at !== null && !byId.get(at)?.message) at = parents.get(at) ?? null;
  return at;
}

function shownPath(placed: readonly Placed[], current: string | null): Set<number> {
  const path = new Set<number>();
  const last = placed.length - 1;
  if (last < 0) return path;
  const found = current === null ? -1 : placed.findIndex(({ node }) => node.id === current);
  const middle = found < 0 ? last : found;
  for (let at: number | null = middle; at !== null; at = placed[at]?.parent ?? null) path.add(at);
  // What follows stands after it: the last follower of each step is met in one pass.
  const lastFollower = new Map<number, number>();
  placed.forEach(({ parent }, index) => {
    if (parent !== null) lastFollower.set(parent, index);
  });
  for (let at = lastFollower.get(middle); at !== undefined; at = lastFollower.get(at)) path.add(at);
  return path;
}

/**
 * Joins an answer that directly follows an answer, as one text: agents answer in several pieces, which are one answer to
 * whoever reads. Where answers branch, nothing is joined.
 */
export function joinAnswers(tree: readonly TreeMessage[]): TreeMessage[] {
  const followers = new Map<number, number>();
  for (const { parent } of tree) if (parent !== null) followers.set(parent, (followers.get(parent) ?? 0) + 1);
  /** Where a message of the tree has gone. */
  const places: number[] = [];
  const joined: { readonly pieces: ForeignMessage[]; readonly parent: number | null; readonly shown: boolean }[] = [];
  tree.forEach(({ message, parent, shown }, index) => {
    const place = parent === null ? null : (places[parent] ?? null);
    const before = place === null ? undefined : joined[place];
    const alone = parent !== null && followers.get(parent) === 1;
    if (place !== null && before?.pieces[0]?.author === 'ai' && message.author === 'ai' && alone) {
      before.pieces.push(message);
      places[index] = place;
    } else {
      places[index] = joined.push({ pieces: [message], parent: place, shown }) - 1;
    }
  });
  return joined.flatMap(({ pieces, ...at }) => {
    const [first] = pieces;
    return first ? [{ ...at, message: pieces.length === 1 ? first : oneMessage(first, pieces) }] : [];
  });
}

function oneMessage(first: ForeignMessage, pieces: readonly ForeignMessage[]): ForeignMessage {
  const all = (texts: readonly string[]) => texts.filter((text) => text !== '').join('\n\n');
  return {
    ...first,
    text: all(pieces.map(({ text }) => text)),
    reasoning: all(pieces.map(({ reasoning }) => reasoning)),
    whole: pieces.at(-1)?.whole ?? true,
  };
}

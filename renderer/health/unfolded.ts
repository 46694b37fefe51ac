import { create } from 'zustand';

/** What a person has unfolded or folded by hand, by id; everything else follows its default. */
export const useUnfolded = create<Readonly<Record<string, boolean>>>(() => ({}));

export function toggle(id: string, open: boolean): void {
  useUnfolded.setState({ [id]: open });
}

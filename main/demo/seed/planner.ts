import type { UserRow } from '../state.ts';
import { naiveSeconds } from '../wire.ts';

const HOUR = 3_600_000;

/**
 * The tasks, events, pages and labels that come along with `/users/me/`. The companion uses none of them; they are
 * here because the real answer is that big. Times follow from when the account was made.
 */
export function plannerOf(user: UserRow) {
  const label = { name: 'getting-started', color: '#9333ea', id: user.id };
  const at = (hours: number) => naiveSeconds(user.createdAt + hours * HOUR);
  return {
    tasks: [
      {
        title: 'Read the commissioning report of the Dinard station',
        description: 'Sections 3 and 5; note what the telemetry gateway changes.',
        due_date: at(72),
        labels: [label],
        id: user.id * 2 - 1,
        owner_id: user.id,
        completed: false,
        created_at: at(0),
      },
      {
        title: 'Order a seal kit for P-204',
        description: null,
        due_date: null,
        labels: [],
        id: user.id * 2,
        owner_id: user.id,
        completed: true,
        created_at: at(0),
      },
    ],
    events: [
      {
        title: 'Weekly operations meeting',
        description: 'Open points of all stations',
        start_time: at(26),
        end_time: at(27),
        location: 'Room Émeraude',
        recurrence_type: 'weekly',
        recurrence_interval: 1,
        recurrence_end_date: null,
        id: user.id,
        owner_id: user.id,
        shared_with: null,
      },
    ],
    pages: [],
    labels: [label],
  };
}

import type { SeedConversation, SeedLine } from './conversation.ts';
import type { Username } from './people.ts';

/** More than the server ever returns, so that its limit shows. */
export const LOG_MESSAGES = 205;

const STATIONS = ['Dinard', 'La Richardais', 'Pleurtuit', 'Saint-Lunaire', 'Le Minihic', 'Lancieux', 'Ploubalay'];

const OPENING: [Username, string][] = [
  [
    'camille',
    'I keep the log of the telemetry move here, one line a step, so that everybody can follow from the road.',
  ],
  ['aoife', 'Old gateway stays powered until the end. If anything is odd, we go back station by station.'],
  ['jonas', 'New gateway is up: 10.20.4.12, firmware 3.8.1, clock from our own NTP.'],
  ['yann', 'I am in Dinard with the laptop until noon, then the north branch.'],
];

/** What is said about each round, before its readings. */
const ROUNDS: [Username, string][] = [
  ['camille', 'Round 1: both gateways polled in parallel, the old one answers the control room.'],
  ['aoife', 'Round 2: the new one answers for Dinard only. The others must not notice.'],
  ['jonas', 'Round 3: I doubled the poll interval to 20 s, the radio was busy in the last round.'],
  ['camille', 'Round 4: north branch moved. Saint-Lunaire first, because somebody is there.'],
  ['yann', 'Round 5: I swapped the antenna cable at Lancieux, the connector was green.'],
  ['aoife', 'Round 6: with the new cable. Compare the signal at Lancieux with round 4.'],
  ['camille', 'Round 7: everything on the new gateway. From here on the old one only listens.'],
  ['jonas', 'Round 8: night run, polled by the scheduler, nobody touches anything.'],
  ['aoife', 'Round 9: morning after, storm warning for the coast, a good test.'],
  ['camille', 'Round 10: wind 80 km/h. If it holds now, it holds.'],
  ['jonas', 'Round 11: I pulled the mains of the gateway for a minute, on battery.'],
  ['camille', 'Round 12: final round, same figures as round 1, please.'],
];

const REMARKS: [Username, string][] = [
  ['yann', 'Seen. Nothing unusual on site.'],
  ['jonas', 'Logs clean on my side, no retries in the last ten minutes.'],
  ['aoife', 'Values agree with the old gateway to the last digit.'],
  ['yann', 'The door contact of Pleurtuit chatters again, that is the hinge and not the radio.'],
  ['camille', 'Noted. Next.'],
  ['aoife', 'One late frame, 4 s, put down to the lunch break of the repeater.'],
  ['jonas', 'CPU of the gateway at 6 %, memory flat.'],
];

const CLOSING: [Username, string][] = [
  ['camille', 'Twelve rounds, no lost frame since the cable was changed. I call it moved.'],
  ['aoife', 'Agreed. I archive the comparison as CSV on the share.'],
  ['yann', 'The old gateway is labelled and stays in the cabinet, unplugged.'],
  ['jonas', 'Firewall rule for the old address removed, monitoring points at the new one.'],
  ['camille', 'Thank you all. I close the log here; anything new goes into a ticket.'],
];

/** A long exchange of readings and remarks: 205 messages, of which the server only ever shows the first 200. */
export const LOG_DISCUSSION: SeedConversation = {
  title: 'Telemetry gateway: the move, logged',
  language: 'en',
  owner: 'camille',
  people: ['jonas', 'aoife', 'yann'],
  withAi: false,
  model: 'demo:atelier',
  began: { daysAgo: 11, at: '07:40' },
  lines: spread([...OPENING, ...rounds(LOG_MESSAGES - OPENING.length - CLOSING.length), ...CLOSING]),
};

/** So many messages of rounds, each opened by a sentence; the readings and remarks between are shared out evenly. */
function rounds(count: number): [Username, string][] {
  return Array.from({ length: count }, (_, index): [Username, string] => {
    const round = Math.floor((index * ROUNDS.length) / count);
    const first = Math.ceil((round * count) / ROUNDS.length);
    const opening = ROUNDS[round];
    if (index === first && opening) return opening;
    const remark = REMARKS[(index + round) % REMARKS.length];
    return index % 4 === 0 && remark ? remark : ['camille', reading(round, index)];
  });
}

/** One line as the gateway writes it. The figures drift with the round and never repeat exactly. */
function reading(round: number, index: number): string {
  const station = STATIONS[index % STATIONS.length] ?? '';
  const level = (2.1 + ((index * 37) % 90) / 100).toFixed(2);
  const flow = (18 + ((index * 53) % 240) / 10).toFixed(1);
  const signal = -61 - ((index * 7) % 19) - (station === 'Lancieux' && round < 5 ? 22 : 0);
  const retries = signal < -90 ? 1 + (index % 3) : 0;
  const frame = `seq=${4_100 + index} level=${level} m flow=${flow} m3/h rssi=${signal} dBm retries=${retries}`;
  return `\`${station.toLowerCase().replace(/\W+/g, '-')} ${frame}\``;
}

/** Gives every line its minute: a few minutes apart, with the night in the middle. */
function spread(lines: [Username, string][]): SeedLine[] {
  const night = Math.floor(lines.length * 0.62);
  return lines.map(([author, text], index) => [author, index * 3 + (index >= night ? 780 : 0), text]);
}

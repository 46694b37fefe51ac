import type { OutageResult } from './outage.ts';

const SIZE = { width: 760, height: 240 };
const EDGE = { left: 56, right: 16, top: 28, bottom: 40 };
const MINUTE_S = 60;
/** A tick of the time axis, in minutes. */
const TICK = 5;

/** One curve of the plot, drawn in its own panel. */
export interface Panel {
  readonly title: string;
  readonly result: OutageResult;
}

/** Requests per second over time as an SVG picture: one panel for each way a server can be away. */
export function plotOutages(panels: readonly Panel[]): string {
  const height = SIZE.height * panels.length;
  const drawn = panels.map((panel, index) => `<g transform="translate(0 ${index * SIZE.height})">${draw(panel)}</g>`);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE.width} ${height}" role="img"`,
    ' font-family="system-ui, sans-serif" font-size="12">',
    '<title>Requests per second of all companions before, during and after ten minutes without a server</title>',
    `<rect width="${SIZE.width}" height="${height}" fill="#fff"/>`,
    ...drawn,
    '</svg>\n',
  ].join('\n');
}

function draw({ title, result }: Panel): string {
  const { perSecond, downFrom, downTo, steady } = result;
  const highest = Math.max(2 * steady, ...perSecond) * 1.05;
  const x = (second: number) => round(EDGE.left + (second / perSecond.length) * (SIZE.width - EDGE.left - EDGE.right));
  const y = (rate: number) =>
    round(SIZE.height - EDGE.bottom - (rate / highest) * (SIZE.height - EDGE.top - EDGE.bottom));
  const level = (rate: number, label: string) =>
    `<path d="M${x(0)} ${y(rate)}H${x(perSecond.length)}" stroke="#777" stroke-dasharray="4 3"/>` +
    `<text x="${EDGE.left - 6}" y="${y(rate) + 4}" text-anchor="end" fill="#444">${label}</text>`;
  const minutes = Array.from(
    { length: Math.floor(perSecond.length / MINUTE_S / TICK) + 1 },
    (_, tick) =>
      `<text x="${x(tick * TICK * MINUTE_S)}" y="${y(0) + 18}" text-anchor="middle" fill="#444">${tick * TICK}</text>`,
  );
  return [
    `<text x="${EDGE.left}" y="16" font-weight="600" fill="#111">${title}</text>`,
    `<rect x="${x(downFrom)}" y="${EDGE.top}" width="${round(x(downTo) - x(downFrom))}" height="${y(0) - EDGE.top}" fill="#f3d9d5"/>`,
    `<text x="${x(downFrom) + 6}" y="${EDGE.top + 14}" fill="#7a2318">server down</text>`,
    level(0, '0'),
    level(steady, String(Math.round(steady))),
    level(2 * steady, String(Math.round(2 * steady))),
    `<polyline fill="none" stroke="#0b57a4" points="${perSecond.map((rate, second) => `${x(second)},${y(rate)}`).join(' ')}"/>`,
    ...minutes,
    `<text x="${x(perSecond.length / 2)}" y="${SIZE.height - 6}" text-anchor="middle" fill="#444">minutes; requests per second, the lines at the steady rate and at twice as much</text>`,
  ].join('\n');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

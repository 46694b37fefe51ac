import type { Tokens } from 'marked';
import { useSurroundings } from './context.ts';
import { directionOf } from './direction.ts';
import { inline } from './inline.tsx';
import { visible } from './visible.ts';

/** Wider tables are shown as they were written. */
const MOST_COLUMNS = 60;
const FIGURE =
  /^[<>≤≥≈~±]?\s*[-+−]?\s*(?:[€$£¥]\s*)?\d[\d.,’'\u00a0\u202f ]*\s*(?:%|‰|[€$£¥]|°C|[a-zA-Zµ]{1,3}[²³]?)?$/;
const NOTHING = /^\s*[-–—]?\s*$/;

/** A table that scrolls sideways by itself. Figures stand right, unless the text says otherwise. */
export function Table({ token }: { token: Tokens.Table }) {
  const { labels } = useSurroundings();
  if (token.header.length > MOST_COLUMNS) return <p className="md-verbatim">{visible(token.raw)}</p>;
  const classes = token.align.map((align, column) => classOf(align, column, token.rows));
  const direction = directionOf(token.header.map(({ text }) => text).join(' '));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls.
    <div className="md-wide" role="group" dir={direction} aria-label={labels.table} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {token.header.map((cell, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other name.
              <th key={column} className={classes[column]} dir="auto" scope="col">
                {inline(cell.tokens)}
              </th>
            ))}
          </tr>
        </thead>
        {token.rows.length > 0 && (
          <tbody>
            {token.rows.map((row, line) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows only ever follow each other.
              <tr key={line}>
                {row.map((cell, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other name.
                  <td key={column} className={classes[column]} dir="auto">
                    {inline(cell.tokens)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        )}
      </table>
    </div>
  );
}

function classOf(
  align: 'left' | 'center' | 'right' | null,
  column: number,
  rows: readonly (readonly Tokens.TableCell[])[],
): string | undefined {
  const figures = isFigures(rows.map((row) => row[column]?.text ?? ''));
  const side = align ?? (figures && column > 0 ? 'right' : null);
  const names = [side === null ? '' : `md-${side}`, figures ? 'num' : ''].filter(Boolean);
  return names.length === 0 ? undefined : names.join(' ');
}

function isFigures(cells: readonly string[]): boolean {
  return cells.some((cell) => FIGURE.test(cell)) && cells.every((cell) => FIGURE.test(cell) || NOTHING.test(cell));
}

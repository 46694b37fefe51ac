import type { Phrases } from './phrases.ts';

const MOST_FIGURES = 8;

/** Real arithmetic on the figures of the question, or a textbook formula when there are none. */
export function mathsBlock(question: string, { maths }: Phrases): string {
  const figures = figuresIn(question);
  if (figures.length < 2) return maths.without;
  const sum = figures.reduce((total, figure) => total + figure, 0);
  const write = (value: number) => String(Number(value.toPrecision(6))).replace('.', maths.decimal);
  const inMaths = (value: number) => write(value).replace(',', '{,}');
  const terms = figures.map(inMaths).join(' + ').replaceAll('+ -', '- ');
  const formula = `$$\\bar{x} = \\frac{1}{n}\\sum_{i=1}^{n} x_i = \\frac{${terms}}{${figures.length}} = ${inMaths(sum / figures.length)}$$`;
  const list = figures.map(write).join('; ');
  return [maths.figures(list), formula, maths.result(figures.length, write(sum), write(sum / figures.length))].join(
    '\n\n',
  );
}

/** The numbers standing alone in a text, with a decimal point or comma; part numbers such as P-204 are none. */
function figuresIn(text: string): number[] {
  const found = text.match(/(?<![\p{L}\d.,-])-?\d{1,9}(?:[.,]\d{1,6})?(?![\p{L}\d])/gu) ?? [];
  return found.slice(0, MOST_FIGURES).map((figure) => Number(figure.replace(',', '.')));
}

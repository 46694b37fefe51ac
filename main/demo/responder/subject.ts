/** What an answer can be made of. */
export type Part = 'prose' | 'steps' | 'code' | 'maths' | 'table' | 'letter';

const SIGNS: [Part, RegExp][] = [
  [
    'code',
    /\b(code|script|python|java ?script|typescript|sql|bash|shell|regex|json|rust|fonction|function|program(me)?|requête|query)\b/i,
  ],
  [
    'maths',
    /\b(formul[ae]|equation|équation|maths?|calcul\w*|compute|sum|somme|mean|average|moyenne|combien|how much|head|débit|flow|courbe|curve)\b|m³|\$/i,
  ],
  ['table', /\b(table|tableau|compar\w*|versus|vs|différences?|differences?)\b/i],
  ['letter', /\b(mail|e-mail|courriel|letter|lettre|answer him|réponds-lui)\b/i],
  ['steps', /\b(how|comment|steps?|étapes?|plan|list|liste|why|pourquoi|check|vérifi\w*)\b/i],
];

const EVERYTHING = /\b(everything|long|detailed|tout|détaillée?|complète?)\b/i;
const GREETING = /^\W*(hi|hello|hey|thanks?( you)?|bonjour|bonsoir|salut|merci|ok|test)\b[^\p{L}]*(\p{L}+\W*){0,2}$/iu;

/** The parts the words of a question ask for; none for a mere greeting. */
export function partsWanted(question: string): Part[] {
  if (question.trim() === '' || GREETING.test(question)) return [];
  if (EVERYTHING.test(question)) return ['prose', 'steps', 'table', 'maths', 'code'];
  const found = SIGNS.filter(([, sign]) => sign.test(question)).map(([part]) => part);
  return ['prose', ...found.slice(0, 3)];
}

import type { CodeComments, chooser, Phrases } from './phrases.ts';

type Example = (comments: CodeComments) => string;

const EXAMPLES: Record<string, Example> = {
  python: ({ mean }) => `from collections import deque

def moving_mean(values, width=5):
    """${mean}"""
    window = deque(maxlen=width)
    for value in values:
        window.append(value)
        yield sum(window) / len(window)

print(list(moving_mean([12.1, 12.4, 15.9, 12.2])))`,
  typescript: ({ mean }) => `/** ${mean} */
function movingMean(values: readonly number[], width = 5): number[] {
  return values.map((_, index) => {
    const window = values.slice(Math.max(0, index - width + 1), index + 1);
    return window.reduce((sum, value) => sum + value, 0) / window.length;
  });
}`,
  javascript: ({ mean }) => `// ${mean}
const movingMean = (values, width = 5) =>
  values.map((_, index) => {
    const window = values.slice(Math.max(0, index - width + 1), index + 1);
    return window.reduce((sum, value) => sum + value, 0) / window.length;
  });`,
  sql: ({ last }) => `-- ${last}
SELECT station, level_m, read_at
FROM (
  SELECT *, row_number() OVER (PARTITION BY station ORDER BY read_at DESC) AS place
  FROM reading
) AS ranked
WHERE place = 1
ORDER BY station;`,
  bash: ({ oldFiles }) => `#!/usr/bin/env bash
set -euo pipefail

# ${oldFiles}
find /var/log/historian -name '*.log' -mtime +30 -print0 | xargs -0 --no-run-if-empty gzip --verbose`,
  rust: ({ mean }) => `/// ${mean}
fn moving_mean(values: &[f64], width: usize) -> Vec<f64> {
    (0..values.len())
        .map(|end| &values[end.saturating_sub(width - 1)..=end])
        .map(|window| window.iter().sum::<f64>() / window.len() as f64)
        .collect()
}`,
  json: () => `{
  "station": "dinard",
  "pump": "P-204",
  "duty": { "flow_m3h": 42, "head_m": 42.0 },
  "alarms": ["low-level", "seal-leak"]
}`,
};

const NAMES: [string, RegExp][] = [
  ['typescript', /typescript/i],
  ['javascript', /java ?script|regex/i],
  ['sql', /\bsql\b|\bquery\b|requête/i],
  ['bash', /\bbash\b|\bshell\b|\bscript\b/i],
  ['rust', /\brust\b/i],
  ['json', /\bjson\b/i],
  ['python', /python/i],
];

/** A code example in the language the question names, or one of the usual ones. */
export function codeBlock(question: string, { code }: Phrases, choose: ReturnType<typeof chooser>): string {
  const language = NAMES.find(([, sign]) => sign.test(question))?.[0] ?? choose(['python', 'typescript']);
  const example = EXAMPLES[language]?.(code.comments) ?? '';
  return [code.lead, `\`\`\`${language}\n${example}\n\`\`\``, code.after].join('\n\n');
}

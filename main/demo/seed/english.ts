import type { SeedConversation } from './conversation.ts';

/** The conversations held in English. */
export const ENGLISH: SeedConversation[] = [
  {
    title: 'P-204: curve and duty point',
    language: 'en',
    owner: 'camille',
    people: ['jonas', 'ines'],
    withAi: true,
    model: 'ollama:llama3.1:8b',
    began: { minutesAgo: 34 },
    lines: [
      [
        'camille',
        0,
        'Fit head against flow for P-204 from the test sheet: 58.4 m at 0, 54.3 at 20, 43.7 at 40, 25.0 at 60 m³/h. What head do we have at 42 m³/h?',
      ],
      [
        'ai:ollama:llama3.1:8b',
        0,
        `A centrifugal pump follows a parabola in the flow, so a straight line through $Q^2$ is enough:

$$H(Q) = H_0 - k\\,Q^2, \\qquad k = -\\frac{\\operatorname{cov}(Q^2, H)}{\\operatorname{var}(Q^2)} = 0.00922$$

With $H_0 = 58.3$ m the curve misses no point by more than 0.3 m ($R^2 = 0.9998$). **At 42 m³/h the pump gives 42.0 m.**

| Q m³/h | H measured, m | H fitted, m | Gap m |
| :-- | --: | --: | --: |
| 0 | 58.4 | 58.3 | −0.1 |
| 20 | 54.3 | 54.6 | +0.3 |
| 40 | 43.7 | 43.5 | −0.2 |
| 60 | 25.0 | 25.1 | +0.1 |

\`\`\`python
import numpy as np

q = np.array([0, 20, 40, 60])            # m³/h
h = np.array([58.4, 54.3, 43.7, 25.0])   # m
slope, h0 = np.polyfit(q ** 2, h, 1)
print(f"H(42) = {h0 + slope * 42 ** 2:.1f} m")   # H(42) = 42.0 m
\`\`\``,
      ],
      ['jonas', 5, 'The sheet was read at 20 °C, so no correction for density.'],
      [
        'ai:ollama:llama3.1:8b',
        5,
        'Agreed. Between 15 °C and 25 °C the density of water changes by less than 0.2 %, well under the reading error of the gauge.',
      ],
      ['camille', 7, 'Good. Add the suction margin at that point, in one sentence for the client.'],
      ['ai:mock:llama3.1', 7, 'I am a mock AI assistant. Connect me to a real backend to get started!'],
      [
        'ines',
        11,
        'I have the NPSH curve here: required 3.1 m at 42 m³/h. Available is 5.4 m with the tank at its low level.',
      ],
      [
        'ai:ollama:llama3.1:8b',
        12,
        'At the duty point of 42 m³/h the pump delivers 42.0 m and keeps a suction margin of **2.3 m** (5.4 m available, 3.1 m required), with the tank at its low level.',
      ],
    ],
  },
  {
    title: 'Nightly backup: three hours',
    language: 'en',
    owner: 'jonas',
    people: ['camille', 'priya'],
    withAi: true,
    model: 'demo:atelier',
    began: { minutesAgo: 190 },
    lines: [
      [
        'jonas',
        0,
        'The backup of the historian took 3 h 08 last night, it used to take 40 minutes. Who moved something?',
      ],
      [
        'ai:demo:atelier',
        0,
        `Three things usually turn a short backup into a long one. Check them in this order, the first takes a minute:

1. **The target.** A full or failing disk shows up as a low write rate from the first minute.
2. **The amount.** Compare the size with the night before; a new table or an unrotated log doubles it.
3. **The window.** Another job at the same hour shares the disk.

\`\`\`bash
# the ten slowest backups, with their size
journalctl -u historian-backup --since -60d -o cat \\
  | grep -oP 'took \\K[0-9]+ s, [0-9]+ MB' \\
  | sort -rn | head
\`\`\`

*I am the demo responder: the steps are sound, but I have not seen your machine.*`,
      ],
      ['priya', 22, 'Same size as always, 61 GB. And the release went out at noon, not at night.'],
      [
        'camille',
        31,
        'Could it be the target? /mnt/backup was full two weeks ago and we pointed it at the old array for a night.',
      ],
      [
        'jonas',
        58,
        'Found it. It never went back. It ran on the slow disk for thirteen nights, and only this one was long enough to alarm.',
      ],
      [
        'ai:demo:atelier',
        58,
        'Then two follow-ups are worth a ticket: point the job at the new array **by label**, not by device name, and alarm on the *rate* (MB/s) rather than on the duration, so that the next detour shows on its first night.',
      ],
      [
        'jonas',
        163,
        'Done: mounted by label, test run 38 minutes. I will close the ticket tomorrow if the night is quiet.',
      ],
    ],
  },
  {
    title: 'Supplier mail, from German',
    language: 'en',
    owner: 'camille',
    people: [],
    withAi: true,
    model: 'ollama:mistral-small',
    began: { minutesAgo: 290 },
    lines: [
      [
        'camille',
        0,
        'What does this say, and is there a deadline in it?\n\n> Sehr geehrte Frau Roy, die Gleitringdichtung für P-204 wird am 26. ausgeliefert. Bitte bestätigen Sie bis spätestens Montag die Lieferadresse, da wir sonst an das Lager in Rennes liefern.',
      ],
      [
        'ai:ollama:mistral-small',
        1,
        `> Dear Ms Roy, the mechanical seal for P-204 will be dispatched on the 26th. Please confirm the delivery address by Monday at the latest; otherwise we will deliver to the warehouse in Rennes.

So there are **two dates**: dispatch on the 26th, and your confirmation **by Monday**. If you say nothing it still comes, but to Rennes.`,
      ],
      ['camille', 6, 'Answer that it should go to the Dinard station, and keep the date in.'],
      [
        'ai:ollama:mistral-small',
        7,
        `> Sehr geehrter Herr Brandt,
>
> vielen Dank für die Nachricht. Bitte liefern Sie die Gleitringdichtung für P-204 am 26. direkt an die Pumpstation Dinard, 14 rue de la Vallée, 35800 Dinard, zu Händen von Herrn Le Goff.
>
> Mit freundlichen Grüßen
> Camille Roy`,
      ],
      ['camille', 12, 'Sent, thank you.'],
      [
        'ai:ollama:mistral-small',
        12,
        'Good. A reminder for the 26th, with Yann as the person on site, would close the loop.',
      ],
    ],
  },
  {
    title: 'Release notes 2.4',
    language: 'en',
    owner: 'priya',
    people: ['camille', 'aoife'],
    withAi: true,
    model: 'openai:gpt-4o-mini',
    began: { daysAgo: 2, at: '14:10' },
    lines: [
      [
        'priya',
        0,
        'Draft release notes for 2.4 from this: alarms can be acknowledged in bulk; export of trends to CSV; the map no longer forgets its zoom; fixed: time zone of the shift report.',
      ],
      [
        'ai:openai:gpt-4o-mini',
        0,
        `### 2.4

**New**

- Acknowledge several alarms at once: select them, then press \`A\`.
- Export any trend as CSV from its menu; the file holds what the chart shows.

**Changed**

- The map comes back where you left it.

**Fixed**

- The shift report used UTC; it now uses the station's own time zone.`,
      ],
      [
        'aoife',
        9,
        'Please say that the CSV uses a semicolon when the language is French. The support desk will get that question on the first day.',
      ],
      [
        'ai:openai:gpt-4o-mini',
        9,
        '- Export any trend as CSV from its menu; the file holds what the chart shows. *With the French interface the separator is a semicolon and decimals have a comma, so that spreadsheets open it directly.*',
      ],
      ['priya', 26, 'Nice. Camille, is it readable for the operators?'],
      ['ai:openai:gpt-4o-mini', 26, 'If it helps Camille: the draft has 78 words, and the longest sentence 31.'],
      ['camille', 41, 'Shorter, no adjectives. And the fix first: it is the one they asked for.'],
      [
        'ai:openai:gpt-4o-mini',
        42,
        `### 2.4

- **Fixed:** the shift report uses the station's time zone.
- **New:** acknowledge several alarms at once (\`A\`).
- **New:** trends export to CSV.
- **Changed:** the map keeps its zoom.`,
      ],
    ],
  },
  {
    title: 'Head loss in the DN150 branch',
    language: 'en',
    owner: 'camille',
    people: ['tom'],
    withAi: true,
    model: 'ollama:llama3.1:8b',
    began: { daysAgo: 3, at: '09:26' },
    lines: [
      [
        'camille',
        0,
        'Head loss over 340 m of old DN150 cast iron at 12 L/s, water at 10 °C? Take the roughness as 1.6 mm.',
      ],
      [
        'ai:ollama:llama3.1:8b',
        1,
        `With Darcy–Weisbach:

$$h_f = \\lambda\\,\\frac{L}{D}\\,\\frac{v^2}{2g}$$

1. Velocity: $v = \\dfrac{4Q}{\\pi D^2} = 0.68$ m/s.
2. Reynolds: $\\mathrm{Re} = vD/\\nu \\approx 7.8 \\cdot 10^4$, so turbulent.
3. Colebrook with $k/D = 0.0107$ gives $\\lambda \\approx 0.0394$.

$$h_f = 0.0394 \\cdot \\frac{340}{0.15} \\cdot \\frac{0.68^2}{2 \\cdot 9.81} \\approx 2.1\\ \\text{m}$$

**2.1 m over 340 m at 12 L/s.** With a new pipe ($k = 0.1$ mm) it would be about 1.2 m.`,
      ],
      [
        'tom',
        14,
        'Careful with the roughness: the camera run of 2019 showed tubercles of 3 to 4 mm between the valve and the bend.',
      ],
      [
        'ai:ollama:llama3.1:8b',
        14,
        `Then take a range instead of one figure:

| k, mm | λ | h_f, m |
| --: | --: | --: |
| 0.5 | 0.029 | 1.5 |
| 1.6 | 0.039 | 2.1 |
| 3.0 | 0.050 | 2.7 |

At 3 mm the bore is also smaller than 150 mm, so the true loss is higher still.`,
      ],
      ['camille', 25, 'I will write 2 to 3 m in the report and ask for a pressure log at both ends.'],
      [
        'ai:ollama:llama3.1:8b',
        25,
        'Sound. One week at one-minute steps is enough to see the night flow, where the difference is easiest to read.',
      ],
    ],
  },
  {
    title: 'Regex for meter numbers',
    language: 'en',
    owner: 'camille',
    people: [],
    withAi: true,
    model: 'ollama:qwen2.5-coder:7b',
    began: { daysAgo: 15, at: '15:48' },
    lines: [
      [
        'camille',
        0,
        'I need a regular expression for our meter numbers: two letters, two digits for the year, a dash, six digits. Lower case happens.',
      ],
      [
        'ai:openai:gpt-4o-mini',
        0,
        `\`\`\`js
const METER = /^[A-Z]{2}\\d{2}-\\d{6}$/i;

METER.test('DN21-004518');  // true
METER.test('dn21-004518');  // true, because of the i
METER.test('DN2021-4518');  // false
\`\`\`

The anchors \`^\` and \`$\` matter: without them the test also accepts a number inside a longer text.`,
      ],
      ['camille', 5, 'And to find them inside a mail?'],
      [
        'ai:ollama:qwen2.5-coder:7b',
        5,
        `Word boundaries instead of anchors, and \`g\` for all of them:

\`\`\`ts
function meterNumbers(mail: string): string[] {
  const found = mail.match(/\\b[A-Z]{2}\\d{2}-\\d{6}\\b/gi) ?? [];
  return [...new Set(found.map((number) => number.toUpperCase()))];
}
\`\`\``,
      ],
      ['camille', 13, 'Works, thanks.'],
      ['ai:ollama:qwen2.5-coder:7b', 13, 'Glad to hear it.'],
    ],
  },
  {
    title: 'Vibration on P-117',
    language: 'en',
    owner: 'tom',
    people: ['camille', 'yann'],
    withAi: false,
    model: 'demo:atelier',
    began: { daysAgo: 6, at: '07:15' },
    lines: [
      [
        'tom',
        0,
        'P-117 went from 2.8 to 4.6 mm/s on the drive end since Monday. Still under the alarm at 7.1, but I do not like the slope.',
      ],
      ['yann', 18, 'Temperature is normal, 61 °C on the bearing. I greased it on the 3rd.'],
      ['camille', 35, 'Same at both speeds?'],
      ['tom', 44, 'Only at 1480. At 1200 it is back to 2.9. Smells like the coupling, or the base.'],
      [
        'yann',
        121,
        'Two of the four foundation bolts were loose. Torqued to 210 Nm. Can you look at the trend tonight?',
      ],
      ['tom', 640, '3.0 mm/s since noon. That was it. I leave the warning at 4.5 for a month.'],
      ['camille', 652, 'Thank you both. I put the torque check on the six-month list for the whole row.'],
    ],
  },
];

/** What one sees when talking: conversations, the quick window, several sources. */
import { goTo, shoot, type Visit } from './visit.ts';

export async function signIn(visit: Visit): Promise<void> {
  const { main, words } = visit;
  await shoot(main, 'sign-in', visit);
  await main.getByRole('button', { name: words.signin.demo }).click();
  await main.getByText('P-204: curve and duty point').first().waitFor();
  await main.locator('.first-steps').waitFor();
  await shoot(main, 'first-steps', visit);
}

export async function readConversation(visit: Visit): Promise<void> {
  const { main } = visit;
  await main.getByText('P-204: curve and duty point').first().click();
  await main.locator('.katex').first().waitFor();
  await main.locator('article.msg').last().waitFor();
  await shoot(main, 'conversation', visit);
}

export async function askSomething(visit: Visit): Promise<void> {
  const { main, language, words } = visit;
  const question =
    language === 'fr'
      ? 'Montre-moi la conversion en Python, avec un tableau.'
      : 'Show me the conversion in Python, with a table.';
  const composer = main.getByRole('textbox', { name: words.chat.message });
  const before = await main.locator('article.msg').count();
  await composer.fill(question);
  await composer.press('Enter');
  await main.getByText(question).first().waitFor();
  await main.waitForFunction((count) => document.querySelectorAll('article.msg').length >= count + 2, before);
  await main.locator('article.msg').last().locator('pre [class^="hljs"], pre .k').first().waitFor();
  await shoot(main, 'answer', visit);
}

export async function searchEverything(visit: Visit): Promise<void> {
  const { main, language } = visit;
  const field = main.getByRole('searchbox').first();
  await field.fill(language === 'fr' ? 'debit' : 'pump');
  await main.locator('mark').first().waitFor();
  await shoot(main, 'search', visit);
  await field.fill('');
}

export async function newConversation(visit: Visit): Promise<void> {
  const { main, words } = visit;
  await main.getByRole('button', { name: words.chat.new }).click();
  await main.getByRole('dialog').waitFor();
  await shoot(main, 'new-conversation', visit);
  await main.keyboard.press('Escape');
  await main.getByRole('dialog').waitFor({ state: 'hidden' });
}

export async function quickQuestion(visit: Visit): Promise<void> {
  const { running, language, words } = visit;
  const quick = await running.quick();
  await running.desktop.press('Alt+Space');
  const field = quick.getByRole('textbox').first();
  await field.waitFor();
  await shoot(quick, 'quick', visit);
  await field.fill(
    language === 'fr'
      ? 'Une caution de 5 % est-elle courante dans un marché public ?'
      : 'Is a 5 % bond usual in a public water tender?',
  );
  await field.press('Enter');
  await quick.locator('.q-answer').waitFor();
  await quick.getByText(words.quick.answeredBy).first().waitFor();
  await quick.locator('.q-answer .md').waitFor();
  await shoot(quick, 'quick-answer', visit);
  await quick.keyboard.press('Escape');
}

/** One prompt to the demo's OpenAI, Mistral and Open WebUI. */
export async function compareAnswers(visit: Visit): Promise<void> {
  const { main, language, words } = visit;
  const prompt =
    language === 'fr'
      ? 'Explique à un maire, en quatre phrases, pourquoi les fuites se cherchent en hiver.'
      : 'Explain to a mayor, in four sentences, why leaks are looked for in winter.';
  await goTo(visit, words.app.compare);
  await main.getByRole('button', { name: words.compare.add }).click();
  const field = main.locator('.compare-page textarea');
  await field.fill(prompt);
  await field.press('Enter');
  await main.waitForFunction(() => document.querySelectorAll('.answer .sign-ok').length === 3);
  await shoot(main, 'compare', visit);
}

/** Goes on with the third answer, in a conversation that is kept on this computer. */
export async function keptHere(visit: Visit): Promise<void> {
  const { main, language, words } = visit;
  await main.keyboard.press('Alt+3');
  const composer = main.getByRole('textbox', { name: words.chat.message });
  await composer.fill(language === 'fr' ? 'Et en été ?' : 'And in summer?');
  await composer.press('Enter');
  await main.locator('article.msg .facts').nth(1).waitFor();
  await main.getByRole('button', { name: words.targets.stop }).first().waitFor({ state: 'hidden' });
  await shoot(main, 'kept-here', visit);
}

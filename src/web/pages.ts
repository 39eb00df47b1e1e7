import { type Html, html } from './html.ts';
import { type Locale, pageTexts } from './i18n.ts';

interface Page {
  readonly locale: Locale;
  readonly title: string;
  readonly main: Html;
}

/** A whole page without script or inline style, so that it stands under the strict content security policy. */
function page({ locale, title, main }: Page): string {
  return html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – ${pageTexts[locale].product}</title>
</head>
<body>
<main>
<h1>${title}</h1>
${main}
</main>
</body>
</html>
`.text;
}

export interface PersonaChoice {
  readonly name: string;
  readonly displayName: string;
  readonly role: Readonly<Record<Locale, string>>;
}

/** The demo's sign-in: one button per persona. */
export function personaPage(locale: Locale, personas: readonly PersonaChoice[]): string {
  const texts = pageTexts[locale];
  const choices = personas.map(
    ({ name, displayName, role }) =>
      html`<li><button type="submit" name="persona" value="${name}">${role[locale]}: ${displayName}</button></li>\n`,
  );
  const main = html`<p>${texts.pickHint}</p>
<form method="post">
<ul>
${choices}</ul>
</form>`;
  return page({ locale, title: texts.pick, main });
}

export interface SignedInPerson {
  readonly displayName: string;
  readonly roles: readonly string[];
}

/** The first page: who is signed in and in which roles, or the way to sign in. */
export function homePage(locale: Locale, person: SignedInPerson | undefined): string {
  const texts = pageTexts[locale];
  const docs = html`<p><a href="/api/docs">${texts.api}</a></p>`;
  if (person === undefined) {
    const main = html`<p><a href="/sign-in">${texts.signIn}</a></p>\n${docs}`;
    return page({ locale, title: texts.product, main });
  }
  const roles =
    person.roles.length === 0
      ? html`<p>${texts.noRoles}</p>`
      : html`<p>${texts.roles}:</p>\n<ul>${person.roles.map((role) => html`<li>${role}</li>`)}</ul>`;
  const main = html`<p>${person.displayName}</p>
${roles}
<form method="post" action="/sign-out"><button type="submit">${texts.signOut}</button></form>
${docs}`;
  return page({ locale, title: texts.signedIn, main });
}

export interface ProblemWords {
  readonly title: string;
  readonly detail: string;
  readonly instance: string;
}

/** A problem for a person in a browser. */
export function problemPage(locale: Locale, { title, detail, instance }: ProblemWords): string {
  const texts = pageTexts[locale];
  const main = html`<p>${detail}</p>
<p>${texts.number}: ${instance}</p>
<p><a href="/">${texts.home}</a></p>`;
  return page({ locale, title, main });
}

/** A page with one button, which hands our manifest to GitHub. */
export function startPage(action: string, manifest: object): string {
  return page(`<p>GitHub shows what the App may do, and asks for your consent.</p>
<form action="${escaped(action)}" method="post">
<input type="hidden" name="manifest" value="${escaped(JSON.stringify(manifest))}">
<button>Create the App at GitHub</button>
</form>`);
}

/** What the browser shows once the App is there. */
export function donePage(installation: string): string {
  return page(`<p>The App is registered; the terminal says what to do next.</p>
<p><a href="${escaped(installation)}">Install it</a></p>`);
}

function page(body: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>CodePurify</title><h1>CodePurify</h1>${body}</html>\n`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

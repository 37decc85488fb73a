import { Html, html } from '../scan/report/html.ts';
import { PAGE_STYLE } from './page-style.ts';

/** A page that stands for itself: no script, nothing loaded. `style` comes on top of what all pages share. */
export function standalonePage(title: string, style: string, body: Html): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${new Html(PAGE_STYLE + style)}</style>
</head>
<body>
${body}
</body>
</html>
`.text;
}

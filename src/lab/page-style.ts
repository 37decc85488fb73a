/** The page's own style: light, dark and paper. Colour never says what words or shapes do not say, too. */
export const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --page: light-dark(#ffffff, #14181d);
  --inset: light-dark(#f4f6f8, #1c2229);
  --line: light-dark(#c9d1d9, #3f4954);
  --text: light-dark(#1c2024, #eceff2);
  --soft: light-dark(#535c66, #a3adb8);
  --mark: light-dark(#fff0b3, #5c4a00);
  --added: light-dark(#e3f6e6, #16301f);
  --removed: light-dark(#fdeceb, #3a1d1c);
  --code: ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace;
  font: 16px/1.5 system-ui, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif;
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 74rem; padding: 2rem 1.5rem 3rem; background: var(--page); color: var(--text); overflow-wrap: anywhere; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 { font-size: 1.2rem; margin: 2.2rem 0 .6rem; }
h3 { font-size: 1rem; margin: 0 0 .3rem; }
p { margin: 0 0 .5rem; }
.soft, figcaption, small { color: var(--soft); }
.warning { border: 2px solid currentColor; padding: .5rem .8rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; vertical-align: top; padding: .45rem .7rem .45rem 0; border-bottom: 1px solid var(--line); }
thead th { border-bottom: 2px solid var(--text); white-space: nowrap; }
th { overflow-wrap: normal; }
td small { display: block; }
td small.reason { white-space: normal; min-width: 7em; }
td { white-space: nowrap; }
th.long, td.long { white-space: normal; overflow-wrap: anywhere; }
.strong { font-weight: 700; }
svg { display: block; }
svg text { fill: var(--soft); font: 10px system-ui, sans-serif; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; margin: 0; }
dt { font-weight: 600; }
dd { margin: 0; }
dl + p { margin-top: .8rem; }
article { border: 1px solid var(--line); border-radius: 6px; padding: 1rem; margin: 0 0 1rem; }
figure { margin: .8rem 0 0; }
pre, code { font: .82rem/1.55 var(--code); }
pre { margin: .2rem 0 0; padding: .6rem .8rem; background: var(--inset); border: 1px solid var(--line); border-radius: 4px; overflow-x: auto; white-space: pre-wrap; }
pre span { display: block; min-height: 1.55em; }
mark { background: var(--mark); color: inherit; font-weight: 700; text-decoration: underline; text-decoration-thickness: 2px; text-underline-offset: 3px; }
.added { background: var(--added); font-weight: 600; }
.removed { background: var(--removed); }
@media (max-width: 40rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .5rem; } }
@media print {
  :root { color-scheme: light; font-size: 11px; }
  body { padding: 0; max-width: none; }
  article, tr, figure { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  .wide { overflow: visible; }
  th, td { padding: .35rem .45rem .35rem 0; }
  td, td small, thead th { white-space: normal; overflow-wrap: normal; }
  svg { width: 90px; height: 27px; }
}
`;

/** How often the page is looked at anew, in milliseconds. */
const PACE = 1000;
const MOST_FAILURES = 3;

const problem = document.querySelector('#problem');
/** What the server last said of each part: what people opened or wrote since is no reason to replace it. */
const known = new Map(parts(document).map((part) => [part.id, part.outerHTML]));
let etag = '';
let failures = 0;

function parts(within) {
  return [...within.querySelectorAll('[data-part]')];
}

async function look() {
  const response = await fetch(location.pathname, {
    headers: { 'if-none-match': etag },
    cache: 'no-store',
  });
  if (response.status !== 200) return;
  etag = response.headers.get('etag') ?? '';
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
  for (const part of parts(fresh)) {
    const old = document.getElementById(part.id);
    if (old === null || known.get(part.id) === part.outerHTML) continue;
    known.set(part.id, part.outerHTML);
    exchange(old, part);
  }
}

/** Puts the new part where the old one was, with what people wrote, opened and were about to do. */
function exchange(old, fresh) {
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  const selection =
    focused instanceof HTMLTextAreaElement ? [focused.selectionStart, focused.selectionEnd] : [];
  for (const { id, value } of old.querySelectorAll('textarea[id], select[id]')) {
    const same = fresh.querySelector(`#${CSS.escape(id)}`);
    if (same !== null) same.value = value;
  }
  for (const { id, open } of old.querySelectorAll('details[id]')) {
    const same = fresh.querySelector(`details#${CSS.escape(id)}`);
    if (same !== null) same.open = open;
  }
  old.replaceWith(fresh);
  if (focused === null) return;
  // Whoever uses the keyboard goes on from there.
  fresh.tabIndex = -1;
  const again = (focused.id && document.getElementById(focused.id)) || fresh;
  again.focus({ preventScroll: true });
  if (again instanceof HTMLTextAreaElement && selection.length > 0) again.setSelectionRange(...selection);
}

function tell(words) {
  problem.textContent = words;
  problem.hidden = words === '';
}

document.addEventListener('submit', async (event) => {
  const { target: form, submitter } = event;
  event.preventDefault();
  if ('busy' in form.dataset) return;
  form.dataset.busy = '';
  try {
    const response = await fetch(form.action, {
      method: 'POST',
      headers: { accept: 'text/plain' },
      body: new URLSearchParams(new FormData(form, submitter)),
    });
    tell(response.ok ? '' : await response.text());
    if (response.ok) for (const area of form.querySelectorAll('textarea')) area.value = '';
    await look();
  } catch {
    tell('The demonstration does not answer.');
  } finally {
    delete form.dataset.busy;
  }
});

for (;;) {
  await new Promise((resolve) => setTimeout(resolve, PACE));
  try {
    if (!document.hidden) await look();
    failures = 0;
  } catch {
    failures += 1;
    if (failures === MOST_FAILURES) tell('The demonstration has ended.');
  }
}

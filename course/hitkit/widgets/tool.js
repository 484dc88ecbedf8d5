const box = this.closest('.hk-tool');
box.setAttribute('role', 'group');
box.setAttribute('aria-label', this.dataset.name);

// JupyterLab takes plain keys for its own commands (arrows change cells, "d d" deletes one) unless
// the element with the focus carries this attribute. Text fields are left alone: they keep Ctrl+S.
// A live region must be there before its message: roles cannot be set from Python.
box.addEventListener('focusin', ({target}) => {
  if (!target.matches('input[type=text], textarea'))
    target.setAttribute('data-lm-suppress-shortcuts', 'true');
  box.querySelector('.hk-live').setAttribute('role', 'status');
});

// A browser forgets what was typed into a list after a second, so that who types slowly lands on
// another choice. Here letters count until the list is left or another key is pressed.
let typed = '';
box.addEventListener('focusin', () => { typed = ''; });
box.addEventListener('keydown', event => {
  const list = event.target;
  if (!list.matches('select') || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key.length > 1) {
    if (event.key !== 'Shift') typed = '';
    return;
  }
  const lines = [...list.options].map(line => line.text.replace(/\s/g, ' ').toLowerCase());
  const find = (start, from) => {
    for (let step = 0; step < lines.length; step++) {
      const place = (from + step) % lines.length;
      if (lines[place].startsWith(start)) return place;
    }
    return -1;
  };
  const here = Math.max(list.selectedIndex, 0);
  const key = event.key.toLowerCase();
  let place = typed ? find(typed + key, here) : -1;
  if (place >= 0) typed += key;
  else {
    typed = key.trim();
    if (!typed) return;
    place = find(typed, here + 1);
  }
  event.preventDefault();
  if (place < 0 || place === list.selectedIndex) return;
  list.selectedIndex = place;
  list.dispatchEvent(new Event('change', {bubbles: true}));
});

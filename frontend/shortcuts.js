// The keys of the console. The server declares them (ui.Shortcut); a component that carries one says so by data-shortcuts.

const TYPED = 'input, textarea, select, [contenteditable]';
const DIALOGS = 'vaadin-dialog[opened], vaadin-confirm-dialog[opened]';

/** Hears every key first, gives it to the last component in sight that carries it, within the dialog that is open if one is. */
class ShortcutKeys extends HTMLElement {
  #keys = [];
  #listener = (key) => this.#key(key);

  set keys(keys) {
    this.#keys = keys;
  }

  connectedCallback() {
    window.addEventListener('keydown', this.#listener, { capture: true });
  }

  disconnectedCallback() {
    window.removeEventListener('keydown', this.#listener, { capture: true });
  }

  /** Tells the server which keys work now. */
  help() {
    const working = this.#keys.filter(({ name, act }) => this.#carrier(name, act)).map(({ name }) => name);
    this.dispatchEvent(new CustomEvent('help', { detail: working.join(' ') }));
  }

  #key(key) {
    if (key.isComposing || key.keyCode === 229 || key.ctrlKey || key.metaKey) {
      return;
    }
    const typing = key.composedPath()[0].matches?.(TYPED);
    for (const { name, act, chords } of this.#keys) {
      const which = chords.findIndex(({ alt, code }) => (alt ? key.altKey && !key.shiftKey && key.code === code : !key.altKey && !typing && key.key?.toLowerCase() === code.toLowerCase()));
      const carrier = which >= 0 && this.#carrier(name, act);
      if (carrier) {
        key.preventDefault();
        key.stopPropagation();
        this.#act(carrier, name, act, which);
        return;
      }
    }
  }

  #carrier(name, act) {
    const dialog = [...document.querySelectorAll(DIALOGS)].at(-1);
    if (name === 'HELP') {
      return dialog ? null : this;
    }
    return [...(dialog ?? document).querySelectorAll(`[data-shortcuts~="${name}"]`)]
      .filter((each) => !each.disabled && each.checkVisibility({ visibilityProperty: true }))
      .filter((each) => act !== 'TELL_WITHIN' || each.contains(document.activeElement)).at(-1);
  }

  #act(carrier, name, act, which) {
    if (name === 'HELP') {
      this.help();
    } else if (act === 'FOCUS') {
      carrier.focus();
      carrier.inputElement?.select?.();
    } else if (act === 'PREVIOUS' || act === 'NEXT') {
      this.#turn(carrier, act === 'NEXT' ? 1 : -1);
    } else {
      this.#settle();
      if (act === 'PRESS') {
        carrier.click();
      } else {
        carrier.dispatchEvent(new CustomEvent(`shortcut-${name}`, { detail: which }));
        carrier.dispatchEvent(new CustomEvent(`shortcut-${name}-${which}`));
      }
    }
  }

  /** The link beside the one that is open. */
  #turn(bar, by) {
    const links = [...bar.querySelectorAll('a')];
    const wanted = links[links.findIndex((link) => link.hasAttribute('aria-current')) + by];
    wanted?.click();
    wanted?.focus();
  }

  /** What stands in the field goes to the server first. */
  #settle() {
    const field = document.activeElement;
    if (field?.matches('input, textarea')) {
      field.blur();
      field.focus();
    }
  }
}

customElements.define('shortcut-keys', ShortcutKeys);

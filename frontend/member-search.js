// The search of members: says when there is something to look for, and moves the keyboard between the box and the list.

/** Milliseconds after the last key until the text is looked for, until a refusal is said in full, until the visit is over. */
const PAUSE = 250;
const HALT = 3000;
const REST = 60_000;

/** Keys that belong to the conversion of an input method. */
const converts = (key) => key.isComposing || key.keyCode === 229;

/** Around the fields. Each text has a number; while the newest has no answer yet, the attribute `stale` is set. */
class MemberSearch extends HTMLElement {
  #number = 0;
  #entered = -1;
  #field;
  #converting = false;
  #timers = { look: 0, halt: 0, rest: 0 };
  #listening = new AbortController();

  connectedCallback() {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    const page = this.closest('.page');
    this.addEventListener('compositionstart', () => this.#convert(), { signal });
    this.addEventListener('compositionend', (end) => this.#converted(end), { signal });
    this.addEventListener('input', (input) => this.#typed(input.target), { signal });
    this.addEventListener('keydown', (key) => this.#key(key), { signal, capture: true });
    page.addEventListener('keydown', (key) => this.#listKey(key), { signal, capture: true });
    page.addEventListener('keydown', () => this.#stay(), { signal });
    page.addEventListener('pointerdown', () => this.#stay(), { signal });
    this.#stay();
  }

  disconnectedCallback() {
    this.#listening.abort();
    Object.values(this.#timers).forEach(clearTimeout);
  }

  // For the server ---------------------------------------------------------------------------------------------------

  /** What is on the screen answers this text; an answer to an older one is kept from sight. */
  set answered(number) {
    if (number === this.#number) {
      this.removeAttribute('stale');
      this.removeAttribute('late');
    } else {
      this.setAttribute('late', '');
    }
  }

  /** Asks once more, unless something else was typed meanwhile. */
  again(number, milliseconds, entered) {
    if (number === this.#number) {
      this.#after('look', milliseconds, () => this.#look(entered));
    }
  }

  /** The keyboard goes to the first row, which is drawn a little after it arrives; not while somebody types on. */
  toList(tries = 20) {
    if (this.hasAttribute('stale') || this.#converting) {
      return;
    }
    const cell = this.#list?.shadowRoot?.querySelector('#items [part~="first-row"] [part~="cell"]');
    cell?.focus();
    if (this.#list?.getRootNode().activeElement !== this.#list && tries) {
      setTimeout(() => this.toList(tries - 1), 50);
    }
  }

  /** Puts the keyboard on a stretch of the box. */
  mark(from, to) {
    const input = this.#box.inputElement;
    input.focus();
    input.setSelectionRange(from, to);
  }

  // What is typed ----------------------------------------------------------------------------------------------------

  #convert() {
    this.#converting = true;
    clearTimeout(this.#timers.look);
    clearTimeout(this.#timers.halt);
  }

  #converted(end) {
    this.#converting = false;
    this.#typed(end.target);
  }

  #typed(input) {
    const field = input.closest('vaadin-text-field');
    if (!field) {
      return;
    }
    this.#field = field;
    this.#number++;
    this.setAttribute('stale', '');
    if (this.#converting) {
      return;
    }
    this.#after('look', this.#blank ? 0 : PAUSE, () => this.#look(false));
    this.#after('halt', HALT, () => this.dispatchEvent(new CustomEvent('halt', { detail: this.#number })));
  }

  #key(key) {
    const field = key.target.closest('vaadin-text-field');
    if (converts(key)) {
      key.stopImmediatePropagation();
    } else if (field && key.key === 'Enter') {
      const twice = this.#entered === this.#number;
      this.#entered = this.#number;
      this.#field = field;
      this.#look(true, twice);
    } else if (field && key.key === 'ArrowDown') {
      key.preventDefault();
      this.toList(0);
    }
  }

  #look(entered, twice = false) {
    clearTimeout(this.#timers.look);
    const detail = { number: this.#number, entered, twice };
    (this.#field ?? this.#box).dispatchEvent(new CustomEvent('look', { detail }));
  }

  // The list ---------------------------------------------------------------------------------------------------------

  #listKey(key) {
    if (!this.#list?.contains(key.target)) {
      return;
    }
    const row = this.#list.shadowRoot.activeElement?.closest('tr');
    if (key.key === 'Escape' || (key.key === 'ArrowUp' && row?.index === 0)) {
      key.preventDefault();
      key.stopImmediatePropagation();
      this.#box.focus();
    }
  }

  // The visit --------------------------------------------------------------------------------------------------------

  #stay() {
    this.#after('rest', REST, () => this.$server?.rested());
  }

  #after(what, milliseconds, then) {
    clearTimeout(this.#timers[what]);
    this.#timers[what] = setTimeout(then, milliseconds);
  }

  get #blank() {
    return [...this.querySelectorAll('vaadin-text-field')].every((field) => !field.value.trim());
  }

  get #box() {
    return this.querySelector('.search-text');
  }

  get #list() {
    return this.closest('.page').querySelector('.found-list');
  }
}

customElements.define('member-search', MemberSearch);

// The review desk: keys that work in every field, the heartbeat of the lease, and the viewer of the pages.

/** Milliseconds between two signs of life; a lease outlives three that are missed. */
const BEAT = 30_000;

const KEYS = {
  KeyA: 'desk-accept', KeyK: 'desk-ask', KeyJ: 'desk-refuse', KeyU: 'desk-undo', KeyN: 'desk-next',
  Digit1: 'desk-eye-1', Digit2: 'desk-eye-2', Digit3: 'desk-eye-3', Digit4: 'desk-eye-4', Digit5: 'desk-eye-5',
};

/** Around the whole desk. Alt with a letter decides, Enter in a field of figures accepts; never while an input method converts. */
class ReviewDesk extends HTMLElement {
  #beating = 0;
  #listening = new AbortController();

  connectedCallback() {
    this.#listening = new AbortController();
    this.#beating = setInterval(() => this.dispatchEvent(new CustomEvent('desk-beat')), BEAT);
    window.addEventListener('keydown', (key) => this.#key(key), { signal: this.#listening.signal });
  }

  disconnectedCallback() {
    clearInterval(this.#beating);
    this.#listening.abort();
  }

  #key(key) {
    if (key.isComposing || key.keyCode === 229 || document.querySelector('vaadin-dialog[opened]')) {
      return;
    }
    if (key.key === 'Enter' && key.target.closest?.('.figures') && key.target.matches('vaadin-text-field > input')) {
      this.#tell(key, 'desk-accept');
    } else if (key.altKey && !key.ctrlKey && !key.metaKey) {
      if (KEYS[key.code]) {
        this.#tell(key, KEYS[key.code]);
      } else {
        this.querySelector('paper-viewer')?.act(key);
      }
    }
  }

  /** What stands in the field goes to the server first. */
  #tell(key, event) {
    key.preventDefault();
    const field = document.activeElement;
    if (field?.matches('input, textarea')) {
      field.blur();
      field.focus();
    }
    this.dispatchEvent(new CustomEvent(event));
  }
}

const LIGHT = [1, 1.3, 1.6, 0.7];
const ZOOM = { least: 0.5, most: 5, step: 1.25 };

/** One page at a time, fitted to the width; its images are the children. Zoom, turning and light are the browser's alone. */
class PaperViewer extends HTMLElement {
  static observedAttributes = ['pages'];
  #page = 0;
  #zoom = 1;
  #turn = 0;
  #light = 0;

  connectedCallback() {
    this.#show();
  }

  attributeChangedCallback() {
    this.#page = 0;
    this.reset();
  }

  get #images() {
    return [...this.querySelectorAll('img')];
  }

  /** A key with Alt. */
  act(key) {
    const acts = {
      PageDown: () => this.turnPage(1), Period: () => this.turnPage(1),
      PageUp: () => this.turnPage(-1), Comma: () => this.turnPage(-1),
      KeyZ: () => this.zoom(1), KeyX: () => this.zoom(-1), KeyR: () => this.turn(), KeyL: () => this.light(), Digit0: () => this.reset(),
      ArrowDown: () => this.#scroll(0, 1), ArrowUp: () => this.#scroll(0, -1),
    };
    if (acts[key.code]) {
      key.preventDefault();
      acts[key.code]();
    }
  }

  turnPage(by) {
    this.#page = Math.min(Math.max(this.#page + by, 0), Math.max(this.#images.length - 1, 0));
    this.#turn = 0;
    this.#show();
  }

  zoom(by) {
    this.#zoom = Math.min(Math.max(this.#zoom * ZOOM.step ** by, ZOOM.least), ZOOM.most);
    this.#show();
  }

  turn() {
    this.#turn = (this.#turn + 90) % 360;
    this.#show();
  }

  light() {
    this.#light = (this.#light + 1) % LIGHT.length;
    this.#show();
  }

  reset() {
    [this.#zoom, this.#turn, this.#light] = [1, 0, 0];
    this.#show();
  }

  #scroll(x, y) {
    const pane = this.querySelector('.paper-pane');
    pane?.scrollBy({ left: x * pane.clientWidth / 2, top: y * pane.clientHeight / 2 });
  }

  #show() {
    const images = this.#images;
    images.forEach((image, i) => {
      image.hidden = i !== this.#page;
      image.style.setProperty('--zoom', this.#zoom);
      image.style.setProperty('--turn', `${this.#turn}deg`);
      image.style.setProperty('--light', LIGHT[this.#light]);
      image.classList.toggle('paper-aside', this.#turn % 180 !== 0);
    });
    const number = this.querySelector('.paper-number');
    if (number) {
      number.textContent = images.length ? `${this.#page + 1} / ${images.length}` : '';
    }
  }
}

customElements.define('review-desk', ReviewDesk);
customElements.define('paper-viewer', PaperViewer);

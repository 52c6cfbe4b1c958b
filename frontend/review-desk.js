// The review desk: Enter in the figures, the heartbeat of the lease, and the viewer of the pages.

/** Milliseconds between two signs of life; a lease outlives three that are missed. */
const BEAT = 30_000;

/** Around the whole desk. Enter in a field of figures accepts; never while an input method converts. */
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
      this.#enter(key);
    }
  }

  /** What stands in the field goes to the server first. */
  #enter(key) {
    key.preventDefault();
    const field = document.activeElement;
    if (field?.matches('input, textarea')) {
      field.blur();
      field.focus();
    }
    this.dispatchEvent(new CustomEvent('desk-enter'));
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
    this.addEventListener('shortcut-PAPER_SCROLL', (key) => this.#scroll(0, key.detail === 0 ? 1 : -1));
    this.#show();
  }

  attributeChangedCallback() {
    this.#page = 0;
    this.reset();
  }

  get #images() {
    return [...this.querySelectorAll('img')];
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

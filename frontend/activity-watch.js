// Tells the server, at most every 20 seconds, that a person is typing, pointing or scrolling in this tab.
const PAUSE = 20_000;
const SIGNS = ['keydown', 'pointerdown', 'wheel', 'touchstart'];

class ActivityWatch extends HTMLElement {
  #last = 0;
  #listener = (sign) => {
    const now = Date.now();
    if (sign.isTrusted && now - this.#last >= PAUSE) {
      this.#last = now;
      this.dispatchEvent(new CustomEvent('activity'));
    }
  };

  connectedCallback() {
    SIGNS.forEach((sign) => window.addEventListener(sign, this.#listener, { capture: true, passive: true }));
  }

  disconnectedCallback() {
    SIGNS.forEach((sign) => window.removeEventListener(sign, this.#listener, { capture: true }));
  }
}

customElements.define('activity-watch', ActivityWatch);

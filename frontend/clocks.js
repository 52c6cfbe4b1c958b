// Two clocks that run in the browser alone: the server says once how many seconds it is, and is not asked again.

/** Milliseconds to wait before saying that the time is over: by then it is over on the clock of the database too. */
const GRACE = 1500;

class Clock extends HTMLElement {
  static observedAttributes = ['seconds', 'text'];
  moment = 0;
  #ticking = 0;
  #text = this.attachShadow({ mode: 'open' }).appendChild(document.createTextNode(''));

  connectedCallback() {
    this.show();
    this.#ticking = setInterval(() => this.show(), 1000);
  }

  disconnectedCallback() {
    clearInterval(this.#ticking);
  }

  attributeChangedCallback(name) {
    if (name === 'seconds') {
      this.moment = this.momentOf(Number(this.getAttribute('seconds')) * 1000);
    }
    if (this.isConnected) {
      this.show();
    }
  }

  /** Milliseconds between now and the moment that the clock is about. */
  get distance() {
    return Math.abs(Date.now() - this.moment);
  }

  get over() {
    return Date.now() >= this.moment;
  }

  write(text) {
    if (this.#text.data !== text) {
      this.#text.data = text;
    }
  }
}

/** Counts up: 4:07, from one hour on 1:04:07. */
class ElapsedTime extends Clock {
  momentOf(milliseconds) {
    return Date.now() - milliseconds;
  }

  show() {
    const seconds = Math.floor(this.distance / 1000);
    const two = (number) => String(number).padStart(2, '0');
    const minutes = Math.floor(seconds / 60);
    this.write(seconds < 3600
      ? `${minutes}:${two(seconds % 60)}`
      : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`);
  }
}

/** Counts down in minutes within a sentence, {0} being the number; says `time-over` once, when nothing is left. */
class TimeLeft extends Clock {
  #told = false;

  momentOf(milliseconds) {
    this.#told = false;
    return Date.now() + milliseconds;
  }

  show() {
    const left = this.over ? 0 : this.distance;
    this.write((this.getAttribute('text') ?? '{0}').replace('{0}', String(Math.ceil(left / 60000))));
    if (Date.now() >= this.moment + GRACE && !this.#told) {
      this.#told = true;
      this.dispatchEvent(new CustomEvent('time-over'));
    }
  }
}

customElements.define('elapsed-time', ElapsedTime);
customElements.define('time-left', TimeLeft);

// Links are followed one at a time: a click while a page is on its way waits until that page has come, and the latest click wins.
// Flow's router would lose its place otherwise ("Invalid blocker state transition").

/** The longest that a click waits, in milliseconds: a page that was refused on its way never comes. */
const PATIENCE = 2_000;

class LinkQueue {
  #timer = null;
  #next = null;

  /** Takes the click if another page is on its way. */
  hear(click) {
    const link = this.#link(click);
    if (!link) {
      return;
    }
    if (this.#timer) {
      click.preventDefault();
      click.stopImmediatePropagation();
      this.#next = link;
    } else {
      this.#timer = setTimeout(() => this.arrive(), PATIENCE);
    }
  }

  arrive() {
    const next = this.#next;
    clearTimeout(this.#timer);
    this.#timer = null;
    this.#next = null;
    if (next?.isConnected) {
      next.click();
    }
  }

  /** The link within the console that a plain click follows. */
  #link(click) {
    const link = click.composedPath().find((each) => each.localName === 'a' && each.href);
    const plain = click.button === 0 && !click.shiftKey && !click.ctrlKey && !click.altKey && !click.metaKey;
    const elsewhere = !link || link.origin !== location.origin || link.target || link.hasAttribute('download') || link.hasAttribute('router-ignore')
      || link.hash && link.pathname === location.pathname;
    return plain && !elsewhere ? link : null;
  }
}

const queue = new LinkQueue();
window.addEventListener('click', (click) => queue.hear(click), { capture: true });
window.addEventListener('vaadin-navigated', () => queue.arrive());

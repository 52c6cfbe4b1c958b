// A page of a paper with boxes over it. Dragging on the page draws a box; a box is moved and sized by dragging or by keys.
// All measures are fractions of the page. After each change the event `boxes` carries them as JSON.

const STEP = 0.005;
const SMALLEST = 0.005;
const NEW = { x: 0.35, y: 0.48, width: 0.3, height: 0.04 };

const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

const STYLE = `
  :host { display: block; position: relative; }
  .stage { position: relative; touch-action: none; cursor: crosshair; user-select: none; }
  img { display: block; width: 100%; min-height: 200px; background: #fff; }
  .box {
    position: absolute; box-sizing: border-box; padding: 0; margin: 0; cursor: move;
    background: rgb(0 0 0 / 62%); border: 2px solid #d8332c; border-radius: 0;
  }
  .box:focus-visible { outline: 3px solid #1d6fe0; outline-offset: 2px; }
  .corner { position: absolute; right: -6px; bottom: -6px; width: 10px; height: 10px; background: #d8332c; cursor: nwse-resize; opacity: 0; }
  .box:hover .corner, .box:focus .corner { opacity: 1; }
`;

class PageMask extends HTMLElement {
  static observedAttributes = ['src', 'alt'];
  #boxes = [];
  #stage;
  #image;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    const style = document.createElement('style');
    style.textContent = STYLE;
    this.#stage = document.createElement('div');
    this.#stage.className = 'stage';
    this.#stage.part = 'stage';
    this.#image = document.createElement('img');
    this.#image.draggable = false;
    this.#image.alt = '';
    this.#stage.append(this.#image);
    root.append(style, this.#stage);
    this.#stage.addEventListener('pointerdown', (down) => this.#press(down));
    this.#stage.addEventListener('keydown', (key) => this.#key(key));
    this.#image.addEventListener('load', () => this.toggleAttribute('loaded', true));
  }

  attributeChangedCallback(name, before, value) {
    if (name === 'src') {
      this.toggleAttribute('loaded', false);
    }
    this.#image.setAttribute(name, value ?? '');
  }

  // For the server ---------------------------------------------------------------------------------------------------

  show(json) {
    this.#boxes = JSON.parse(json);
    this.#draw();
  }

  add() {
    this.#boxes.push({ ...NEW });
    this.#draw();
    this.#tell();
    this.#stage.querySelector('.box:last-of-type').focus();
  }

  // The mouse --------------------------------------------------------------------------------------------------------

  #press(down) {
    if (down.button !== 0) {
      return;
    }
    down.preventDefault();
    down.target.closest('.box')?.focus();
    const from = this.#place(down);
    const element = down.target.closest('.box');
    const drag = element ? this.#dragOf(down.target, this.#boxes[Number(element.dataset.index)], from) : this.#dragOfNew(from);
    const stage = this.#stage;
    stage.setPointerCapture(down.pointerId);
    const move = (event) => {
      drag(this.#place(event));
      this.#draw();
    };
    const end = () => {
      stage.removeEventListener('pointermove', move);
      this.#boxes = this.#boxes.filter((box) => box.width >= SMALLEST && box.height >= SMALLEST);
      this.#draw();
      this.#tell();
    };
    stage.addEventListener('pointermove', move);
    stage.addEventListener('lostpointercapture', end, { once: true });
  }

  #dragOf(target, box, from) {
    const start = { ...box };
    return target.classList.contains('corner')
      ? (to) => this.#resize(box, start.width + to.x - from.x, start.height + to.y - from.y)
      : (to) => this.#move(box, start.x + to.x - from.x, start.y + to.y - from.y);
  }

  #dragOfNew(from) {
    const box = { x: from.x, y: from.y, width: 0, height: 0 };
    this.#boxes.push(box);
    return (to) => {
      box.x = Math.min(from.x, to.x);
      box.y = Math.min(from.y, to.y);
      box.width = Math.abs(to.x - from.x);
      box.height = Math.abs(to.y - from.y);
    };
  }

  #place(event) {
    const page = this.#stage.getBoundingClientRect();
    return {
      x: clamp((event.clientX - page.left) / page.width, 0, 1),
      y: clamp((event.clientY - page.top) / page.height, 0, 1),
    };
  }

  // The keyboard -----------------------------------------------------------------------------------------------------

  #key(key) {
    const index = Number(key.target.dataset?.index);
    const box = this.#boxes[index];
    if (!box) {
      return;
    }
    const by = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] }[key.key];
    if (by && key.shiftKey) {
      this.#resize(box, box.width + by[0], box.height + by[1]);
    } else if (by) {
      this.#move(box, box.x + by[0], box.y + by[1]);
    } else if (key.key === 'Delete' || key.key === 'Backspace') {
      this.#boxes.splice(index, 1);
    } else {
      return;
    }
    key.preventDefault();
    this.#draw();
    this.#tell();
    const next = this.#stage.querySelector(`.box[data-index="${Math.min(index, this.#boxes.length - 1)}"]`);
    next?.focus();
  }

  // Boxes ------------------------------------------------------------------------------------------------------------

  #move(box, x, y) {
    box.x = clamp(x, 0, 1 - box.width);
    box.y = clamp(y, 0, 1 - box.height);
  }

  #resize(box, width, height) {
    box.width = clamp(width, SMALLEST, 1 - box.x);
    box.height = clamp(height, SMALLEST, 1 - box.y);
  }

  #draw() {
    const elements = [...this.#stage.querySelectorAll('.box')];
    elements.slice(this.#boxes.length).forEach((element) => element.remove());
    this.#boxes.forEach((box, index) => {
      const element = elements[index] ?? this.#element(index);
      element.style.left = `${box.x * 100}%`;
      element.style.top = `${box.y * 100}%`;
      element.style.width = `${box.width * 100}%`;
      element.style.height = `${box.height * 100}%`;
    });
  }

  #element(index) {
    const element = document.createElement('button');
    element.type = 'button';
    element.className = 'box';
    element.dataset.index = String(index);
    element.setAttribute('aria-label', this.getAttribute('box-label').replace('{0}', String(index + 1)));
    element.append(Object.assign(document.createElement('span'), { className: 'corner' }));
    this.#stage.append(element);
    return element;
  }

  #tell() {
    this.dispatchEvent(new CustomEvent('boxes', { detail: JSON.stringify(this.#boxes) }));
  }
}

customElements.define('page-mask', PageMask);

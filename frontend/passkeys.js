// Hands a question of the server to the browser's passkeys and the answer back.

class PasskeyButton extends HTMLElement {
  connectedCallback() {
    this.hidden = !window.PublicKeyCredential?.parseRequestOptionsFromJSON;
  }

  /** For the server: `get` uses a passkey, `create` makes one. */
  async ask(act, options) {
    try {
      const question = JSON.parse(options);
      const publicKey = act === 'create'
        ? PublicKeyCredential.parseCreationOptionsFromJSON(question)
        : PublicKeyCredential.parseRequestOptionsFromJSON(question);
      const credential = await navigator.credentials[act]({ publicKey });
      this.$server.answered(JSON.stringify(credential.toJSON()));
    } catch {
      this.$server.gaveUp();
    }
  }
}

customElements.define('passkey-button', PasskeyButton);

/** The page's own server: JSON posts that carry the CSRF token. */

/** Says in a sentence for the reader why a call did not succeed. */
export class CallFailed extends Error {}

export class Server {
  #token;
  #page;
  #renewal;

  /** `page` is the address of the page itself, which brings a new token when this one has grown old. */
  constructor(token, page) {
    this.#token = token;
    this.#page = page;
  }

  /** Post `body` and return the answer. Throws CallFailed. */
  async post(url, body = {}) {
    let response = await this.#try(url, body);
    if (response.status === 400 && (await this.#renew())) {
      response = await this.#try(url, body);
    }
    const answer = await response.json().catch(() => ({}));
    if (!response.ok) {
      throw new CallFailed(answer.problem ?? `The line answered with an error (${response.status}).`);
    }
    return answer;
  }

  async #try(url, body) {
    try {
      return await fetch(url, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": this.#token },
        body: JSON.stringify(body),
      });
    } catch {
      throw new CallFailed("The line is not running. Start it with “make run”; this page goes on by itself.");
    }
  }

  /** Take a new token, once for all who need one, and resolve to whether it differs from the old one. */
  #renew() {
    this.#renewal ??= this.#fetchToken().finally(() => (this.#renewal = undefined));
    return this.#renewal;
  }

  async #fetchToken() {
    const page = await fetch(this.#page).then((response) => response.text(), () => "");
    const found = new DOMParser().parseFromString(page, "text/html").querySelector("meta[name=csrf-token]");
    const old = this.#token;
    this.#token = found?.content ?? old;
    return this.#token !== old;
  }
}

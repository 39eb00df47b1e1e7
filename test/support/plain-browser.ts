/** A browser without scripts: keeps cookies, follows redirects one by one. */
export class PlainBrowser {
  readonly #url: string;
  readonly #cookies = new Map<string, string>();

  constructor(url: string) {
    this.#url = url;
  }

  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  async open(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('Cookie', this.cookie);
    if (init.method !== undefined && !headers.has('Sec-Fetch-Site')) headers.set('Sec-Fetch-Site', 'same-origin');
    const response = await fetch(new URL(path, this.#url), { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    return response;
  }

  /** Follows redirects to the page where they end, or to where they leave this server. */
  async follow(response: Response): Promise<{ address: string; response: Response }> {
    let address = response.url;
    let at = response;
    for (let steps = 0; at.status >= 300 && at.status < 400; steps += 1) {
      if (steps > 10) throw new Error('too many redirects');
      address = new URL(at.headers.get('Location') ?? '', address).href;
      if (!address.startsWith(this.#url)) break;
      at = await this.open(address);
    }
    return { address, response: at };
  }

  async signIn(persona: string, path = '/sign-in'): Promise<Response> {
    const picker = await this.follow(await this.open(path));
    const chosen = await this.open(picker.address, { method: 'POST', body: new URLSearchParams({ persona }) });
    return (await this.follow(chosen)).response;
  }
}

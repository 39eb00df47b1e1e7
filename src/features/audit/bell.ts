/** Lets one loop wake another early. A ring that nobody waits for is kept for the next who does. */
export class Bell {
  #isRung = false;
  #wake: () => void = () => undefined;

  ring(): void {
    this.#isRung = true;
    this.#wake();
  }

  /** Until it rings, the time is over or the signal aborts. Answers whether it rang. */
  async wait(ms: number, signal: AbortSignal): Promise<boolean> {
    if (!this.#isRung && !signal.aborted) {
      const sleep = new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      const timer = setTimeout(this.#wake, ms);
      signal.addEventListener('abort', this.#wake);
      await sleep;
      clearTimeout(timer);
      signal.removeEventListener('abort', this.#wake);
    }
    const hasRung = this.#isRung;
    this.#isRung = false;
    return hasRung;
  }
}

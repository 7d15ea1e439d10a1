/** A figure on its way to the core: until it is there, what the core answers is older. */
export class Underway {
  figure = $state.raw<number | null>(null);
  #sent = 0;

  /** Sends `figure`; forgets it once the last one sent has arrived or was refused. */
  async send(figure: number, commit: (figure: number) => Promise<unknown>) {
    const mine = ++this.#sent;
    this.figure = figure;
    try {
      await commit(figure);
    } finally {
      if (mine === this.#sent) this.figure = null;
    }
  }
}

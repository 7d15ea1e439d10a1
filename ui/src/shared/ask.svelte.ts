/** The one small question that can be open: a name to give, or a loss to confirm. */
type Question = {
  title: string;
  /** The name to begin with; absent when there is nothing to type. */
  name?: string;
  /** What the button says. */
  answer: string;
  /** Whether something is lost. */
  bad?: boolean;
  run: (name: string) => void;
};

class Ask {
  question = $state.raw<Question | null>(null);

  name(title: string, name: string, answer: string, run: (name: string) => void) {
    this.question = { title, name, answer, run };
  }
  confirm(title: string, answer: string, run: () => void) {
    this.question = { title, answer, bad: true, run };
  }
  close() {
    this.question = null;
  }
}

export const ask = new Ask();

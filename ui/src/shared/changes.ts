/**
 * Edits that follow from the charm as it is when their turn comes: two that are asked for in one breath
 * undo nothing of each other.
 */
import type { Artwork, Charm, HoleSpec, OutlineEdit, ProcessOptions, Text } from '../types/Project';
import type { Edit } from '../types/Edit';

/** The edit to make of that charm; `null` when there is nothing left to change. */
export type Change = (charm: Charm) => Edit | null;

export function reoutline(change: Partial<Charm['outline']>): Change {
  return (charm) => ({ kind: 'reoutline', charm: charm.id, outline: { ...charm.outline, ...change } });
}

/** Changes one hole; nothing when it has been taken away. */
export function rehole(index: number, change: (hole: HoleSpec) => Partial<HoleSpec>): Change {
  return (charm) => {
    const { holes } = charm.outline;
    if (!holes[index]) return null;
    const next = holes.map((hole, i) => (i === index ? { ...hole, ...change(hole) } : hole));
    return reoutline({ holes: next })(charm);
  };
}

export function addHole(hole: HoleSpec): Change {
  return (charm) => reoutline({ holes: [...charm.outline.holes, hole] })(charm);
}

export function removeHole(index: number): Change {
  return (charm) => reoutline({ holes: charm.outline.holes.filter((_, i) => i !== index) })(charm);
}

/** Corrects the outline by hand once more. */
export function correct(edit: OutlineEdit): Change {
  return (charm) => reoutline({ edits: [...charm.outline.edits, edit] })(charm);
}

/** Changes one correction; `null` takes it away. */
export function recorrect(index: number, next: (edit: OutlineEdit) => OutlineEdit | null): Change {
  return (charm) => {
    if (!charm.outline.edits[index]) return null;
    const edits = charm.outline.edits.flatMap((edit, i) => (i === index ? (next(edit) ?? []) : edit));
    return reoutline({ edits })(charm);
  };
}

export function rechoke(choke: number): Change {
  return (charm) => ({ kind: 'rechoke', charm: charm.id, choke });
}

export function resize(size: Charm['size']): Change {
  return (charm) => ({ kind: 'resize', charm: charm.id, size });
}

export function reart(change: (artwork: Artwork) => Partial<Artwork>): Change {
  return (charm) => ({
    kind: 'set_artwork',
    charm: charm.id,
    artwork: { ...charm.artwork, ...change(charm.artwork) },
  });
}

export function reback(back: Charm['back']): Change {
  return (charm) => ({ kind: 'set_back', charm: charm.id, back });
}

export function reoption(change: Partial<ProcessOptions>): Change {
  return (charm) => ({ kind: 'set_options', charm: charm.id, options: { ...charm.options, ...change } });
}

/** Changes the words on the charm; the language shown stays unless `language` says otherwise. */
export function retexts(change: (texts: Text[]) => Text[], language?: string | null): Change {
  return (charm) => ({
    kind: 'set_texts',
    charm: charm.id,
    texts: change(charm.texts),
    language: language === undefined ? charm.language : language,
  });
}

/** Changes one text; nothing when it has been taken away. */
export function retext(id: string, change: (text: Text) => Partial<Text>): Change {
  return (charm) => {
    if (!charm.texts.some((text) => text.id === id)) return null;
    return retexts((texts) => texts.map((text) => (text.id === id ? { ...text, ...change(text) } : text)))(
      charm,
    );
  };
}

/** What kind of machine this is, as far as keys are concerned. */
export const onMac = /Mac|iPhone|iPad/.test(navigator.platform);

/** Whether the person is writing, so that letters are letters and Ctrl+Z belongs to the field. */
export function isWriting(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement) return true;
  if (!(target instanceof HTMLInputElement)) return false;
  return !['range', 'checkbox', 'radio', 'color', 'file', 'button'].includes(target.type);
}

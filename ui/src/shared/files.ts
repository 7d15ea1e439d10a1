/** Files that come by a drop or by paste. */

/** Whether files are being dragged, rather than words. */
export function holdsFiles(data: DataTransfer | null): boolean {
  return data?.types.includes('Files') ?? false;
}

/** The files of a drop or a paste. */
export function filesIn(data: DataTransfer | null): File[] {
  return [...(data?.files ?? [])];
}

/** The styles of outline as small pictures: a cat's head, and the line round it, on 40 by 40. */
import type { OutlineStyle } from '../types/Project';

export const STYLES: OutlineStyle[] = [
  'border',
  'tight',
  'soft',
  'circle',
  'square',
  'heart',
  'shield',
  'ticket',
];

export const ART = 'M9 10L15 15Q20 13 25 15L31 10L32 22Q31 32 20 32Q9 32 8 22Z';

/** The line of each style; the border's is drawn round the art by its stroke. */
export const STYLE_PATHS: Record<OutlineStyle, string> = {
  border: '',
  tight: 'M11 13.5L15 16.6Q20 14.8 25 16.6L29 13.5L30 22Q29 30 20 30Q11 30 10 22Z',
  soft: 'M9 6Q20 8 31 6Q36 8 36 22Q35 36 20 36Q5 36 4 22Q4 8 9 6Z',
  circle: 'M20 4A16 16 0 1 1 20 36A16 16 0 1 1 20 4Z',
  square: 'M11 5H29Q35 5 35 11V29Q35 35 29 35H11Q5 35 5 29V11Q5 5 11 5Z',
  heart:
    'M20 36C8 28 3 21 3 14C3 8 7 5 11.500 5C15.500 5 18.500 7 20 11C21.500 7 24.500 5 28.500 5C33 5 37 8 37 14C37 21 32 28 20 36Z',
  shield: 'M20 4L34 8V20Q34 31 20 37Q6 31 6 20V8Z',
  ticket: 'M8 8H32Q32 12 36 12V28Q32 28 32 32H8Q8 28 4 28V12Q8 12 8 8Z',
};

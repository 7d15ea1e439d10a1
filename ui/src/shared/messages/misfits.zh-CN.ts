/** The words for hardware that does not fit, in Chinese. */
import type { Messages } from './en';

export const misfits: Messages['misfits'] = {
  rules: {
    no_hole: { title: '没有可挂的孔', remedy: '加一个孔；主体够厚时也可选羊眼螺丝。' },
    ring_in_hole: { title: '孔太小，圆环穿不过', remedy: '把孔加大，或选更细的配件。' },
    ball_in_hole: { title: '孔太小，珠链穿不过', remedy: '把孔加大，或改用圆环。' },
    ring_round_wall: { title: '孔离边缘太远', remedy: '把孔移近边缘。' },
    screw_in_body: { title: '主体太薄，拧不进螺丝', remedy: '改用孔和圆环来挂。' },
    screw_too_long: { title: '挂件太矮，螺丝太长', remedy: '把挂件做大，或改用孔和圆环。' },
  },
  widen: (size) => `把孔加大到 ${size}`,
  choose: (kit) => `改用${kit}`,
};

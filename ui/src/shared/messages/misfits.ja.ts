/** The words for hardware that does not fit, in Japanese. */
import type { Messages } from './en';

export const misfits: Messages['misfits'] = {
  rules: {
    no_hole: {
      title: '掛ける穴がありません',
      remedy: '穴を加えるか、厚みがあればヒートンを選んでください。',
    },
    ring_in_hole: {
      title: '穴が小さく、丸カンが通りません',
      remedy: '穴を広げるか、細い金具を選んでください。',
    },
    ball_in_hole: {
      title: '穴が小さく、ボールが通りません',
      remedy: '穴を広げるか、丸カンを選んでください。',
    },
    ring_round_wall: { title: '穴が縁から遠すぎます', remedy: '穴を縁に近づけてください。' },
    screw_in_body: { title: '薄くてヒートンが入りません', remedy: '穴と丸カンで掛けてください。' },
    screw_too_long: {
      title: '低くてヒートンが入りません',
      remedy: 'チャームを大きくするか、穴と丸カンで掛けてください。',
    },
  },
  widen: (size) => `穴を ${size} に広げる`,
  choose: (kit) => `${kit}に替える`,
};

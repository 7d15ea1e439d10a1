/** The words for pictures of scenes, in Chinese. */
import type { Messages } from './en';

export const picture: Messages['mockup']['picture'] = {
  kind: '图片种类',
  kinds: { still: '静态', moving: '动态', sheet: '拼图' },
  another: '换一次',
  length: '时长',
  seconds: '秒',
  frames: '帧率',
  rate: '每秒帧数',
  perSecond: '帧/秒',
  formatHints: {
    webp: '小而清晰，适合聊天和网页',
    gif: '到处都能播放，256 色',
    apng: '无损，文件较大',
    mp4: '视频，文件最小',
  },
  exportMoving: '导出动图',
  shows: '内容',
  sheetOf: { carriers: '载体', sets: '套装' },
  sheetHints: { carriers: '这些挂件在多种载体上', sets: '您的多个套装' },
  exportSheet: '导出拼图',
  frameOf: (n, all) => `${n} / ${all}`,
  writing: '正在写入…',
};

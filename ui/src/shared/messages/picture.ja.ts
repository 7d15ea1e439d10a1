/** The words for pictures of scenes, in Japanese. */
import type { Messages } from './en';

export const picture: Messages['mockup']['picture'] = {
  kind: '画像の種類',
  kinds: { still: '静止画', moving: '動画', sheet: '一覧' },
  another: '別のテイク',
  length: '長さ',
  seconds: '秒',
  frames: 'コマ数',
  rate: '1 秒あたりのコマ数',
  perSecond: '/ 秒',
  formatHints: {
    webp: '小さくきれい。チャットやウェブに',
    gif: 'どこでも再生、256 色',
    apng: '劣化なし、大きめ',
    mp4: 'ビデオ、いちばん小さい',
  },
  exportMoving: 'アニメーションを書き出す',
  shows: '内容',
  sheetOf: { carriers: '持ち物', sets: 'セット' },
  sheetHints: { carriers: 'このチャームをいろいろな持ち物に', sets: '複数のセット' },
  exportSheet: '一覧画像を書き出す',
  frameOf: (n, all) => `${n} / ${all}`,
  writing: '書き込み中…',
};

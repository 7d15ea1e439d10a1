/** Recipes' names, in one line, and what whoever orders has to know, in Japanese. */

export const recipeNames: Record<string, string> = {
  'enamel-areas-summary': '実寸の SVG：色ごとの面、金属線、輪郭と色の表。',
  'enamel-areas': '色面と色の表',
  cricut: 'Cricut：プリント＆カット',
  'cricut-summary': '白フチ付きの実寸画像と SVG のカット線。トンボは Design Space が印刷します。',
  'die-line-overprint': '抜き型線（オーバープリント）',
  'die-line-overprint-summary':
    'PDF/X-4 準拠。カット線は 2 pt の特色 DieCut をオーバープリント。抜き型を作る工場向け。',
  'laser-blue': 'レーザー：0.01 mm の青線',
  'laser-blue-summary': 'SVG の青い 0.01 mm のカット線。ビームの半分だけ外に置き、仕上がりを実寸にします。',
  'laser-red': 'レーザー：赤いヘアライン',
  'laser-red-summary': 'SVG と DXF に赤いヘアラインのカット線、絵は彫刻用の画像。',
  'layered-psd-zip': 'レイヤー PSD とカット SVG（zip）',
  'layered-psd-zip-summary': 'CMYK の PSD に絵と白版を別レイヤーで。カット線は SVG、zip にまとめ、特色なし。',
  'layers-350': 'レイヤー分け PDF、塗り足し 3 mm',
  'layers-350-summary': '350 dpi の PDF/X-4 準拠。絵、白版、カット線が各レイヤーに分かれ、塗り足し 3 mm。',
  'old-rip': '古い RIP 用の PDF 1.4',
  'old-rip-summary': 'レイヤーも透明もない PDF 1.4。特色 White と CutContour をオーバープリント。',
  'picture-and-line': '透過画像とカット線',
  'picture-and-line-summary': '実寸・透過の PNG と SVG のカット線。線を自社で引くお店向け。',
  'rdg-white': '特色 RDG_WHITE と CutContour',
  'rdg-white-summary':
    'PDF/X-4 準拠。白は RDG_WHITE、カット線は CutContour。Roland のロール機・フラットベッド向け。',
  'shrink-at-home': 'おうちでプラ板',
  'shrink-at-home-summary': '焼く前の大きさ、色は薄め、透明な板の裏に刷るため左右反転。',
  silhouette: 'Silhouette：プリント＆カット',
  'silhouette-summary': '実寸の画像と、どの版の Studio でも開ける DXF のカット線。',
  'tiff-and-dxf': '白チャンネル付き CMYK TIFF と DXF',
  'tiff-and-dxf-summary': '統合した CMYK TIFF、白は第 5 チャンネル。カット線は DXF。',
  'two-files-with-dots': '印刷とカットの 2 ファイル（位置合わせ点）',
  'two-files-with-dots-summary': '四隅の黒点で位置を合わせる 2 つの PDF。カット線は閉じた赤線。',
  'white-in-black-file': '白版を黒のベクターで',
  'white-in-black-file-summary': '3 つの PDF：絵、黒いベクターの白版、マゼンタのカット線。',
  'white-ink-on-top': '絵の上に White_Ink',
  'white-ink-on-top-summary': 'PDF/X-4 準拠。白は最上位の独立レイヤーでオーバープリント、塗り足し 1 mm。',
};

/** By the English sentence. */
export const recipeNotes: Record<string, string> = {
  'Name the plating of the metal in the order.': '金属のメッキの種類を注文に書いてください。',
  "Agree the colours by the maker's own swatches: a screen shows no enamel.":
    '色は業者の色見本で決めてください。画面では七宝の色は分かりません。',
  'Upload the PNG, choose Complex and Print Then Cut, and check the size in millimetres.':
    'PNG をアップロードして「複雑」「プリント＆カット」を選び、ミリ単位の寸法を確かめます。',
  'Design Space prints its own registration marks round the page.':
    'トンボは Design Space がページの周りに印刷します。',
  'A die wants few nodes: simplify the outline where it has more than 40.':
    '抜き型は節点が少ないほど良く、40 を超えるなら輪郭を簡単にしてください。',
  'The beam is allowed for: 0.1 mm on each side. Do not let the shop allow for it again.':
    'ビーム分（片側 0.1 mm）は補正済みです。お店で二重に補正しないでください。',
  "The line is the finished edge: let the laser's program allow for the beam (about 0.2 mm).":
    '線は仕上がりの縁です。ビーム（約 0.2 mm）はレーザーのソフトで補正します。',
  "Move the layers into the shop's own template and keep its layer names.":
    'お店のテンプレートにレイヤーを移し、レイヤー名はそのままにします。',
  'Cut line and white plate each have a layer of their own.':
    'カット線と白版はそれぞれ専用のレイヤーにあります。',
  'If the white is missing all the same, ask the shop to switch overprint on.':
    'それでも白が抜けるときは、オーバープリントを有効にするよう頼んでください。',
  'Tell the shop the size in millimetres as well: pictures lose it on the way.':
    '寸法（mm）も伝えてください。画像は途中で寸法を失います。',
  'Keep the spots: do not let a program turn them into process colours.':
    '特色のままにし、プロセスカラーに変換しないでください。',
  'Print a ruler of 50 mm on a scrap and measure it after the oven: brands shrink differently.':
    '切れ端に 50 mm の目盛りを刷って焼いてから測ります。縮みは銘柄で違います。',
  'Print without scaling, at 100 %.': '拡大縮小なし、100 % で印刷します。',
  'Punch the hole before the oven: 6 mm leaves about 2.5.':
    '穴は焼く前に開けます。6 mm が約 2.5 mm になります。',
  'Place the PNG, lay the DXF on it, and switch on registration marks in the page setup.':
    'PNG を置いて DXF を重ね、ページ設定でトンボを有効にします。',
  'Open DXF in millimetres (Preferences, Import).': 'DXF はミリ単位で開きます（環境設定 › 読み込み）。',
  'The fifth channel is the white: full value is full ink.': '第 5 チャンネルが白です。最大値がベタです。',
  'Both files have the same dots: never move one without the other.':
    '2 つのファイルの点は同じ位置です。片方だけ動かさないでください。',
  'Say in the order which file is the white: black there is white ink.':
    'どのファイルが白版かを注文に書いてください。そこでの黒が白インクです。',
  "The white lies above the colour in the file and below it in print: the shop's RIP knows.":
    'ファイルでは白が絵の上、印刷では下になります。お店の RIP が判断します。',
  'plush-turnaround': 'ぬいぐるみの三面図',
  'plush-turnaround-summary': 'PDF：正面・側面・背面を同じ縮尺で、型紙は実寸。絵は PNG。',
  "The side view is that of two pieces sewn and stuffed; a shaped toy needs the maker's own pattern.":
    '側面図は二枚を縫って綿を詰めた形です。立体的な形には工場の型紙が必要です。',
  'The seam allowance of 5 to 8 mm is an estimate: ask the maker for theirs.':
    '縫い代 5～8 mm は推定です。工場に確認してください。',
  'The hole stands for the loop: about 20 mm of woven tape are caught in the seam there.':
    '穴はループの位置です。約 20 mm の織テープをそこの縫い目に挟みます。',
  'thread-chart': 'ワッペンの糸色図',
  'thread-chart-summary': 'PDF：実寸の図、糸ごとの図、糸の表。色面は SVG、絵は PNG。',
  "Agree the threads by their maker's own card: a screen shows no thread.":
    '糸の色は糸メーカーの色見本で決めてください。画面では糸の色は分かりません。',
  'Nine threads are in the basic price of the makers we know; ask for more.':
    '知る限り、基本料金は九色までです。それ以上は問い合わせてください。',
};

/** Recipes' names, in one line, and what whoever orders has to know, in Chinese. */

export const recipeNames: Record<string, string> = {
  'enamel-areas-summary': '真实尺寸的 SVG：每种平涂色一个色块，金属线、轮廓与色表。',
  'enamel-areas': '带色表的色块',
  cricut: 'Cricut：先印后切',
  'cricut-summary': '真实尺寸、带白边的图片，切割线为 SVG；定位标记由 Design Space 自行打印。',
  'die-line-overprint': '叠印刀模线',
  'die-line-overprint-summary': '按 PDF/X-4 制作，刀线为 2 pt 叠印专色 DieCut，供制作刀模的厂家使用。',
  'laser-blue': '激光：0.01 mm 蓝线',
  'laser-blue-summary': 'SVG 中的 0.01 mm 蓝色切割线，向外偏移半个光束，使成品尺寸准确。',
  'laser-red': '激光：红色发丝线',
  'laser-red-summary': 'SVG 与 DXF 中的红色发丝切割线，图稿作为雕刻图片。',
  'layered-psd-zip': '分层 PSD 与切割 SVG（zip）',
  'layered-psd-zip-summary':
    'CMYK 的 Photoshop 文件，颜色与白墨各自成层；切割线为 SVG，打成一个 zip，不用专色。',
  'layers-350': '分层 PDF，3 mm 出血',
  'layers-350-summary': '350 dpi 的 PDF/X-4：图稿、白版、切割线各占一层，出血 3 mm。',
  'old-rip': '旧 RIP 用 PDF 1.4',
  'old-rip-summary': '没有图层和透明的 PDF 1.4，专色 White 与 CutContour 叠印。',
  'picture-and-line': '透明图片与切割线',
  'picture-and-line-summary': '真实尺寸、透明底的 PNG，切割线为 SVG：适合自行绘线的厂家。',
  'rdg-white': '专色 RDG_WHITE 与 CutContour',
  'rdg-white-summary': '按 PDF/X-4 制作，白墨为 RDG_WHITE，切割线为 CutContour，适用于 Roland 卷材与平板机。',
  'shrink-at-home': '家用热缩片',
  'shrink-at-home-summary': '尺寸为进烤箱之前，颜色浅，镜像后印在透明片背面。',
  silhouette: 'Silhouette：打印并切割',
  'silhouette-summary': '真实尺寸的图片，切割线为各版本 Studio 都能打开的 DXF。',
  'tiff-and-dxf': '带白通道的 CMYK TIFF 与 DXF',
  'tiff-and-dxf-summary': '扁平 CMYK TIFF，白墨为第五通道；切割线为 DXF。',
  'two-files-with-dots': '带定位点的印刷与切割文件',
  'two-files-with-dots-summary': '两个 PDF 以四角黑点对位；切割线为闭合红线。',
  'white-in-black-file': '白墨为黑色矢量文件',
  'white-in-black-file-summary': '三个 PDF：颜色、以黑色矢量表示的白墨、洋红切割线。',
  'white-ink-on-top': '白墨 White_Ink 置于颜色之上',
  'white-ink-on-top-summary': '按 PDF/X-4 制作：白墨为独立顶层并叠印，出血 1 mm。',
};

/** By the English sentence. */
export const recipeNotes: Record<string, string> = {
  'Name the plating of the metal in the order.': '请在订单中注明金属镀层。',
  "Agree the colours by the maker's own swatches: a screen shows no enamel.":
    '请按厂家自己的色卡确认颜色：屏幕显示不出珐琅。',
  'Upload the PNG, choose Complex and Print Then Cut, and check the size in millimetres.':
    '上传 PNG，选择“复杂”和“先印后切”，并核对毫米尺寸。',
  'Design Space prints its own registration marks round the page.':
    'Design Space 会在页面四周打印自己的定位标记。',
  'A die wants few nodes: simplify the outline where it has more than 40.':
    '刀模要求节点少：超过 40 个时请简化轮廓。',
  'The beam is allowed for: 0.1 mm on each side. Do not let the shop allow for it again.':
    '已补偿光束：每侧 0.1 mm。请勿让厂家再次补偿。',
  "The line is the finished edge: let the laser's program allow for the beam (about 0.2 mm).":
    '线即成品边缘：请在激光软件中补偿光束（约 0.2 mm）。',
  "Move the layers into the shop's own template and keep its layer names.":
    '把图层移入厂家的模板，保留其图层名称。',
  'Cut line and white plate each have a layer of their own.': '切割线与白版各占一层。',
  'If the white is missing all the same, ask the shop to switch overprint on.':
    '如果仍缺白墨，请让厂家打开叠印。',
  'Tell the shop the size in millimetres as well: pictures lose it on the way.':
    '请另行告知毫米尺寸：图片在传输中会丢失尺寸。',
  'Keep the spots: do not let a program turn them into process colours.': '保留专色：勿让软件转为印刷色。',
  'Print a ruler of 50 mm on a scrap and measure it after the oven: brands shrink differently.':
    '在废料上打印 50 mm 标尺，烤后测量：各品牌收缩不同。',
  'Print without scaling, at 100 %.': '按 100 % 打印，不缩放。',
  'Punch the hole before the oven: 6 mm leaves about 2.5.': '进烤箱前打孔：6 mm 约缩至 2.5。',
  'Place the PNG, lay the DXF on it, and switch on registration marks in the page setup.':
    '置入 PNG，叠上 DXF，并在页面设置中打开定位标记。',
  'Open DXF in millimetres (Preferences, Import).': '以毫米打开 DXF（偏好设置 › 导入）。',
  'The fifth channel is the white: full value is full ink.': '第五通道为白墨：满值即满墨。',
  'Both files have the same dots: never move one without the other.':
    '两个文件的定位点相同：不可单独移动其一。',
  'Say in the order which file is the white: black there is white ink.':
    '请在订单中说明哪个文件是白墨：其中黑色即白墨。',
  "The white lies above the colour in the file and below it in print: the shop's RIP knows.":
    '文件中白墨在颜色之上，印刷时在下：厂家的 RIP 会处理。',
  'plush-turnaround': '毛绒多角度设计稿',
  'plush-turnaround-summary': 'PDF：正、侧、背面同一比例，附原寸纸样；图稿为 PNG。',
  "The side view is that of two pieces sewn and stuffed; a shaped toy needs the maker's own pattern.":
    '侧面按两片缝合填充绘制；立体造型需厂家自行打版。',
  'The seam allowance of 5 to 8 mm is an estimate: ask the maker for theirs.':
    '5 至 8 mm 的缝份为估计值，请向厂家确认。',
  'The hole stands for the loop: about 20 mm of woven tape are caught in the seam there.':
    '孔表示挂环位置：约 20 mm 织带缝入此处缝线。',
  'thread-chart': '绣章绣线图',
  'thread-chart-summary': 'PDF：原寸图、各色线分色图与线色表；色块为 SVG，图稿为 PNG。',
  "Agree the threads by their maker's own card: a screen shows no thread.":
    '请按绣线厂家的色卡确认线色：屏幕显示不出绣线。',
  'Nine threads are in the basic price of the makers we know; ask for more.':
    '据我们所知，基础价含九色绣线；更多请询价。',
};

#include "kiosk/office/page_style.h"

namespace balai {

const char* const page_style = R"(
:root{--ink:#14212B;--soft:#51606C;--line:#D8DEE2;--paper:#fff;--wash:#F3F6F7;--blue:#12355B;--warn:#A63A24}
*{box-sizing:border-box}html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.45 "Noto Sans",system-ui,sans-serif}
main,header>div{max-width:1080px;margin:0 auto;padding:0 20px}
header{background:var(--blue);color:#fff;padding:22px 0 20px}header h1{margin:0;font-size:27px;line-height:1.2}
header p{margin:4px 0 0;color:#D5E0EA}
h2{font-size:21px;margin:38px 0 4px;color:var(--blue)}h3{font-size:16px;margin:0}
.lead{margin:0 0 14px;color:var(--soft);max-width:68ch}
.pick{position:absolute;opacity:0}#id:checked~* .en,#en:checked~* .id{display:none}
.tongues{float:right;display:flex;gap:6px}.tongues label{border:1px solid #7F97AE;border-radius:6px;padding:4px 12px;cursor:pointer}
#id:checked~header label[for=id],#en:checked~header label[for=en]{background:#fff;color:var(--blue)}
#id:focus-visible~header label[for=id],#en:focus-visible~header label[for=en]{outline:3px solid #F0B35F}
.figures{display:grid;grid-template-columns:repeat(4,1fr);gap:12px;margin:22px 0 0}
.figures div{background:var(--wash);border-radius:10px;padding:12px 14px}.figures b{display:block;font-size:27px;line-height:1.2}
.figures span{color:var(--soft);font-size:14px}
.signs{list-style:none;margin:0;padding:0;display:grid;gap:6px}
.signs li{border-left:5px solid var(--warn);background:var(--wash);padding:8px 12px;border-radius:0 8px 8px 0}
.signs li.ok{border-color:#1B5E4B}.signs small{color:var(--soft)}
.rows{display:grid;border-top:1px solid var(--line)}
.row{display:grid;grid-template-columns:minmax(150px,1.2fr) minmax(190px,2fr) 184px minmax(120px,.9fr);gap:4px 18px;align-items:center;
padding:9px 0;border-bottom:1px solid var(--line);break-inside:avoid}
.row small{color:var(--soft);font-size:13.5px;line-height:1.3;display:block}.row .name{font-weight:600;overflow-wrap:anywhere}
.share{font-variant-numeric:tabular-nums}.share b{font-size:18px}
svg{display:block;width:100%;height:auto}.bar{height:20px}.bar+small{margin-top:5px}.spark{height:38px}
.key{display:flex;flex-wrap:wrap;gap:4px 16px;font-size:14px;color:var(--soft);margin:0 0 10px}.key i{display:inline-block;width:13px;height:13px;
border-radius:3px;margin-right:6px;vertical-align:-1px}
.chart{background:var(--wash);border-radius:10px;padding:14px 14px 8px;margin:0 0 12px;break-inside:avoid;overflow-x:auto}
.chart text{font:14px "Noto Sans",system-ui,sans-serif;fill:var(--soft)}
table{border-collapse:collapse;width:100%;font-size:14.5px}th,td{text-align:left;padding:6px 10px 6px 0;border-bottom:1px solid var(--line);vertical-align:top}
th{color:var(--soft);font-weight:600}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;padding-right:22px}td i{display:none;font-style:normal;color:var(--soft)}.bad{color:var(--warn);font-weight:600}
details summary{cursor:pointer;color:var(--blue);font-size:13.5px}details table{font-size:13.5px;margin-top:4px}details td{padding:2px 10px 2px 0}
.row details{grid-column:1/-1}
footer{margin:40px 0;padding-top:14px;border-top:1px solid var(--line);color:var(--soft);font-size:14px}
footer p{max-width:75ch;margin:0 0 8px}
@media screen and (max-width:760px){.figures{grid-template-columns:1fr 1fr}.row{grid-template-columns:1fr 1fr;gap:6px 14px}.row .name,.row .wide{grid-column:1/-1}
.figures b{font-size:23px}header h1{font-size:22px}main,header>div{padding:0 16px}.tongues{float:none;margin-bottom:12px}
.stack thead{display:none}.stack tr{display:grid;grid-template-columns:1fr 1fr;padding:8px 0;border-bottom:1px solid var(--line)}.stack td{border:0;padding:1px 8px 1px 0;text-align:left!important}
.stack td:first-child{grid-column:1/-1;font-weight:600}.stack td i{display:inline}
.chart svg{min-width:760px}}
@page{size:A4;margin:13mm}
@media print{body{font-size:9.5pt}*{-webkit-print-color-adjust:exact;print-color-adjust:exact}header{padding:10pt 0;border-radius:8pt}.tongues{display:none}
main,header>div{max-width:none}main{padding:0}h2{break-after:avoid;margin-top:16pt;font-size:14pt}.lead,.key{break-after:avoid;max-width:none}.key{margin-bottom:5pt}
.row:first-child{break-before:avoid}.chart{overflow:visible}.chart text{font-size:17px}thead{display:table-header-group}tr,footer{break-inside:avoid}
.figures b{font-size:17pt}.row{grid-template-columns:1.1fr 2fr 128pt .8fr;padding:5pt 0}.row small,.key,table,.figures span{font-size:8.5pt}.share b{font-size:12pt}
.bar{height:15px}.spark{height:28px}details:not([open]){display:none}}
)";

}  // namespace balai

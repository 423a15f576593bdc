"""The same pages as one HTML document: the best case of a browser. Everything is laid out once, a tap only swaps visibility."""
import base64
import html

ink = '#12355B'
cap_height = 0.714  # of Noto Sans, share of the type size
drawings_of = {
    'bar.back': 'back', 'bar.start': 'home', 'bar.listen': 'ear', 'bar.help': 'ask', 'bar.next': 'next', 'button.begin': 'next',
    'button.done': 'done', 'button.checklist': 'list', 'button.epassport': 'chip', 'button.voice': 'sound', 'button.big': 'size',
    'tile.paspor-baru': 'passport', 'tile.perpanjang': 'renew', 'tile.hilang-rusak': 'lost', 'tile.anak': 'child',
    'tile.umrah-haji': 'kaaba', 'tile.kerja': 'work', 'tile.mpaspor': 'book', 'tile.office': 'office',
    'face.1': 'face1', 'face.2': 'face2', 'face.3': 'face3', 'face.4': 'face4',
    'language.id': 'lang', 'language.jv': 'lang', 'language.en': 'lang', 'picture': 'scene-docs',
}
targets = {'tile', 'answer', 'button', 'bar', 'face'}

style = '''
* { margin: 0; box-sizing: border-box; user-select: none; -webkit-user-select: none; cursor: none }
body { background: #FBF6EC; overflow: hidden; font-family: "Noto Sans", sans-serif }
section { position: absolute; inset: 0; visibility: hidden; background: #FBF6EC }
section.shown { visibility: visible }
header { position: absolute; inset: 0 0 auto 0; height: 74px; background: #5A3418; border-bottom: 3px solid #C8892B }
footer { position: absolute; inset: auto 0 0 0; height: 148px; background: #FFFFFF; border-top: 2px solid #E6DCC6 }
div { position: absolute; line-height: 1.15; display: flex; align-items: center; gap: 12px }
.target { border: 2px solid #6B5B4B; border-radius: 16px; box-shadow: 0 5px 6px #0003; padding: 0 16px; font-weight: bold }
.bar, .face { flex-direction: column; justify-content: center; gap: 0 }
.target:active { filter: brightness(.85) }
.heading { font-weight: bold }
.body, .heading { align-items: flex-start }
.picture { border-radius: 12px; justify-content: center }
img { max-width: 80%; max-height: 80% }
.tile img, .button img { max-width: 30% }
.bar img { max-height: 48% }
'''


def document(way, drawings, ppi):
    """WAY as make_taps.walk gives it, DRAWINGS the folder of the content's SVG files."""
    sections = ''.join(section(number, page, leads_on, drawings, ppi) for number, (page, leads_on) in enumerate(way))
    script = '''
const pages = document.querySelectorAll('section');
pages.forEach((page, i) => page.querySelector('.on').addEventListener('click', () => {
  page.classList.remove('shown');
  pages[(i + 1) % pages.length].classList.add('shown');
}));'''
    return (f'<!doctype html><html lang="id" translate="no"><meta charset="utf-8"><meta name="google" content="notranslate"><title>Balai</title><style>{style}'
            f'</style><body>{sections}<script>{script}</script></body></html>')


def section(number, page, leads_on, drawings, ppi):
    foot = any(element['role'] == 'bar' for element in page['elements'])
    # What covers the whole glass would lie over the buttons.
    inside = ''.join(box(element, element is leads_on, drawings, ppi) for element in page['elements']
                     if element['role'] != 'glass')
    ground = f' style="background:{ink}"' if page['screen'] == 'attract' else ''
    return (f'<section{ground}{" class=shown" if number == 0 else ""}><header></header>{"<footer></footer>" if foot else ""}'
            f'{inside}</section>')


def box(element, leads_on, drawings, ppi):
    x, y, w, h = element['rect']
    size = element['cap_mm'] * ppi / 25.4 / cap_height
    classes = element['role'] + (' target' if element['role'] in targets else '') + (' on' if leads_on else '')
    words = html.escape(element['text']) if size else ''
    return (f'<div class="{classes}" style="left:{x}px;top:{y}px;width:{w}px;height:{h}px;color:{element["fg"]};'
            f'background:{element["bg"]};font-size:{size:.1f}px">{image(element, drawings)}<span>{words}</span></div>')


def image(element, drawings):
    path = drawings / f'{drawings_of.get(element["id"])}.svg'
    if not path.exists():
        return ''
    svg = path.read_text()
    if element['bg'] == ink:
        svg = svg.replace(ink, '#FFFFFF')
    return f'<img src="data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}">'

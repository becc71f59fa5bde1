"""What of a BPMN file survives in another, element by element, and the rest of
the tree, too.  Usage: bpmn-compare.py REFERENCE OTHER"""
import re
import sys
import xml.etree.ElementTree as ET

MODEL = '{http://www.omg.org/spec/BPMN/20100524/MODEL}'
DI = '{http://www.omg.org/spec/BPMN/20100524/DI}'
DC = '{http://www.omg.org/spec/DD/20100524/DC}'
LINES = '{http://www.omg.org/spec/DD/20100524/DI}'


def flat(text):
    return re.sub(r'\s+', ' ', text or '').strip()


def facts(path):
    """every fact of the file once: what is called how, leads where, stands where"""
    found = set()
    for element in ET.parse(path).iter():
        if element.tag.startswith(MODEL) and element.get('id'):
            found.add((element.tag, element.get('id'), flat(element.get('name')),
                       element.get('sourceRef'), element.get('targetRef')))
        elif element.tag == DI + 'BPMNShape' and element.find(DC + 'Bounds') is not None:
            box = element.find(DC + 'Bounds')
            found.add(('shape', element.get('bpmnElement')) + tuple(float(box.get(k)) for k in ('x', 'y', 'width', 'height')))
        elif element.tag == DI + 'BPMNEdge':
            found.add(('edge', element.get('bpmnElement'))
                      + tuple((float(p.get('x')), float(p.get('y'))) for p in element.findall(LINES + 'waypoint')))
    return found


def tree(path):
    """everything, in order: names, attributes, words"""
    return [(e.tag, sorted(e.attrib.items()), flat(e.text), flat(e.tail)) for e in ET.parse(path).iter()]


def main(reference, other):
    lost = facts(reference) - facts(other)
    for fact in sorted(map(str, lost))[:20]:
        print('lost:', fact)
    if lost:
        return 1
    return 0 if tree(reference) == tree(other) else 3


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))

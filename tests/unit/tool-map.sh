#!/bin/sh
# kontor-admin map, as scripts and other people's files use it: nothing of a BPMN
# file is lost, what the engine does not run is named, bad files are told apart
# from unsound ones and never do harm.  Usage: tool-map.sh KONTOR_ADMIN TESTS
admin=$1
tests=$2
folder=$(mktemp -d "${TMPDIR:-/tmp}/kontor-map.XXXXXX")
trap 'rm -rf "$folder"' EXIT
export LC_ALL=C.UTF-8

. "$(dirname "$0")/../tap.sh"
map () { "$admin" map "$@" > "$folder/out" 2>&1; status=$?; }
ends () { wanted=$1; shift; map "$@"; [ "$status" = "$wanted" ]; }
says () { grep -q -- "$1" "$folder/out"; }
whole () { python3 "$tests/unit/bpmn-compare.py" "$1" "$2" >> "$folder/out" 2>&1; }
lossless () { map convert "$1" "$folder/back.bpmn" && whole "$1" "$folder/back.bpmn"; }
by_way_of_json () {
  map convert "$1" "$folder/own.json" && map convert "$folder/own.json" "$folder/back.bpmn" && whole "$1" "$folder/back.bpmn"
}
same_facts () { whole "$1" "$2"; [ $? != 1 ]; }

for file in "$tests"/data/bpmn/*.bpmn; do
  name=$(basename "$file")
  check "$name comes back with every element, attribute and word" lossless "$file"
  check "$name comes back by way of our own form" by_way_of_json "$file"
  check "$name is drawn" ends 0 picture "$file" "$folder/$name.svg"
  check "$name can be laid out" ends 0 tidy "$file" "$folder/$name-tidy.bpmn"
done

ns='xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:q="urn:q" targetNamespace="urn:q"'
process () { printf '<?xml version="1.0" encoding="UTF-8"?>\n<definitions %s><process id="P">%s</process></definitions>\n' "$ns" "$1"; }
ways='<sequenceFlow id="f1" sourceRef="s" targetRef="g"/><sequenceFlow id="f2" sourceRef="g" targetRef="a"/><sequenceFlow id="f3" sourceRef="g" targetRef="b"/><sequenceFlow id="f4" sourceRef="a" targetRef="j"/><sequenceFlow id="f5" sourceRef="b" targetRef="j"/><sequenceFlow id="f6" sourceRef="j" targetRef="e"/>'
points='<startEvent id="s"/><task id="a" name="Ask"/><task id="b" name="Bill"/><endEvent id="e"/>'

process "$points<exclusiveGateway id=\"g\"/><exclusiveGateway id=\"j\"/>$ways" > "$folder/sound.bpmn"
check 'a choice whose ways come together is sound' ends 0 check "$folder/sound.bpmn"
process "$points<exclusiveGateway id=\"g\"/><parallelGateway id=\"j\" name=\"Both\"/>$ways" > "$folder/stuck.bpmn"
check 'a choice that a parallel gateway waits for is unsound' ends 1 check "$folder/stuck.bpmn"
check 'and the gateway is named by id and name' says '\[j “Both”\]'
process "$points<parallelGateway id=\"g\"/><exclusiveGateway id=\"j\"/>$ways" > "$folder/twice.bpmn"
check 'parallel ways that meet without a parallel gateway are unsound' ends 1 check "$folder/twice.bpmn"
process "$points<parallelGateway id=\"g\"/><parallelGateway id=\"j\"/>$ways" > "$folder/parallel.bpmn"
check 'parallel ways that a parallel gateway brings together are sound' ends 0 check "$folder/parallel.bpmn"
check 'a file without a picture is laid out' ends 0 convert "$folder/parallel.bpmn" "$folder/drawn.bpmn"
check 'with a place for each point and line' test "$(grep -o 'BPMNShape \|BPMNEdge ' "$folder/drawn.bpmn" | wc -l)" = 12
check 'and nothing lost' same_facts "$folder/parallel.bpmn" "$folder/drawn.bpmn"
process "$points<inclusiveGateway id=\"g\" name=\"Some\"/><inclusiveGateway id=\"j\"/>$ways<boundaryEvent id=\"late\" name=\"Too late\" attachedToRef=\"a\"><timerEventDefinition/></boundaryEvent>" > "$folder/unrun.bpmn"
check 'what the engine does not run is named' ends 1 check "$folder/unrun.bpmn"
check 'the boundary event' says 'Too late.*late'
check 'the inclusive gateway' says 'inclusive gateway “Some” (g)'
process "$points<sequenceFlow id=\"f1\" sourceRef=\"s\" targetRef=\"nowhere\"/>" > "$folder/dangling.bpmn"
check 'a line that leads nowhere is told' ends 1 check "$folder/dangling.bpmn"
check 'with where it leads' says 'nowhere'

process '<startEvent id="s"/><task id="s"/>' > "$folder/double.bpmn"
check 'an id that stands twice makes a file unreadable' ends 2 check "$folder/double.bpmn"
check 'and is told' says '“s” stands twice'
head -c 300 "$folder/sound.bpmn" > "$folder/cut.bpmn"
check 'a file that was cut off' ends 2 check "$folder/cut.bpmn"
: > "$folder/empty.bpmn"
check 'an empty file' ends 2 check "$folder/empty.bpmn"
head -c 4000 /dev/urandom > "$folder/noise.bpmn"
check 'noise' ends 2 check "$folder/noise.bpmn"
echo '<html/>' > "$folder/other.bpmn"
check 'XML that is no BPMN' ends 2 check "$folder/other.bpmn"
check 'a file that is not there' ends 2 check "$folder/missing.bpmn"
check 'a folder' ends 2 check "$folder"
echo 'secret words' > "$folder/secret"
printf '<!DOCTYPE d [<!ENTITY x SYSTEM "file://%s">]><definitions %s><process id="P"><task id="t"><documentation>&x;</documentation></task></process></definitions>' "$folder/secret" "$ns" > "$folder/thief.bpmn"
check 'an entity that points to a file' ends 2 convert "$folder/thief.bpmn" "$folder/loot.bpmn"
check 'writes nothing' test ! -e "$folder/loot.bpmn"
{ printf '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">'; for i in b c d e f g h i; do printf '<!ENTITY %s "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">' $i; done; printf ']><definitions %s><process id="P"/></definitions>' "$ns"; } > "$folder/bomb.bpmn"
check 'entities that swell' ends 2 check "$folder/bomb.bpmn"
{ printf '<definitions %s><process id="P">' "$ns"; yes '<subProcess>' | head -100000 | tr -d '\n'; } > "$folder/deep.bpmn"
check 'a hundred thousand elements in one another' ends 2 check "$folder/deep.bpmn"
{ printf '{"points":'; yes '[' | head -100000 | tr -d '\n'; } > "$folder/deep.json"
check 'and in our own form' ends 2 check "$folder/deep.json"
truncate -s 100M "$folder/large.bpmn"
check 'a hundred megabytes' ends 2 check "$folder/large.bpmn"
check 'are told to be too many' says 'larger than 32 MB'
check 'a form that does not exist' ends 2 convert "$folder/sound.bpmn" "$folder/x.doc"
echo '{"points":[{"key":"s","kind":"start"}],"flows":[]}' > "$folder/own.json"
check 'our own form is checked, too' ends 1 check "$folder/own.json"

for form in svg png pdf; do
  check "a picture as $form" ends 0 picture "$folder/sound.bpmn" "$folder/p.$form"
  check "which is not empty" test -s "$folder/p.$form"
done
echo "1..$n"
exit $failed

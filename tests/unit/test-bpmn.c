#include "config.h"

#include <string.h>

#include "base/error.h"
#include "route/bpmn-tidy.h"
#include "route/bpmn.h"
#include "route/map-edit.h"
#include "route/map-property.h"
#include "route/map-tidy.h"

static const char * const samples[] = { "A.2.1.bpmn", "A.4.0.bpmn", "B.1.0.bpmn", "C.1.1.bpmn" };

static char *
load (const char *name)
{
  g_autofree char *path = g_build_filename (KONTOR_TEST_DATA, "bpmn", name, NULL);
  g_autoptr (GError) error = NULL;
  char *text;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static KontorBpmn *
read_text (const char *text)
{
  g_autoptr (GError) error = NULL;
  KontorBpmn *bpmn = kontor_bpmn_new_from_data (text, strlen (text), KONTOR_BPMN_VIEW_RUN, &error);

  g_assert_no_error (error);
  return bpmn;
}

static char *
write_text (KontorBpmn *bpmn, KontorMap *map)
{
  g_autoptr (GBytes) bytes = kontor_bpmn_write (bpmn, map);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
assert_same (KontorMap *a, KontorMap *b)
{
  for (guint type = 0; type < 3; type++)
    {
      g_assert_cmpuint (kontor_map_get_n_items (a, type), ==, kontor_map_get_n_items (b, type));
      for (guint i = 0; i < kontor_map_get_n_items (a, type); i++)
        {
          const KontorMapItem *one = kontor_map_get_item (a, type, i), *other = kontor_map_find (b, type, one->key);

          g_assert_nonnull (other);
          if (!kontor_map_item_equal (one, other))
            {
              g_autoptr (JsonNode) first = json_node_new (JSON_NODE_OBJECT), second = json_node_new (JSON_NODE_OBJECT);

              json_node_take_object (first, kontor_map_item_to_json (one));
              json_node_take_object (second, kontor_map_item_to_json (other));
              g_autofree char *left = json_to_string (first, FALSE);
              g_autofree char *right = json_to_string (second, FALSE);
              g_assert_cmpstr (left, ==, right);
            }
        }
    }
}

/* Nothing changed: the file is the same twice over, and so is the map. */
static void
test_unchanged (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *text = load (samples[i]);
      g_autoptr (KontorBpmn) bpmn = read_text (text);
      g_autoptr (KontorMap) map = kontor_bpmn_make_map (bpmn);
      g_autofree char *once = write_text (bpmn, map);
      g_autoptr (KontorBpmn) again = read_text (once);
      g_autoptr (KontorMap) map_again = kontor_bpmn_make_map (again);
      g_autofree char *twice = write_text (again, map_again);

      assert_same (map, map_again);
      g_assert_cmpstr (once, ==, twice);
      g_assert_null (strstr (once, "urn:kontor"));
    }
}

static JsonNode *
value_for (const KontorMapProperty *property)
{
  switch (property->value)
    {
    case KONTOR_MAP_VALUE_HOURS:
      return json_from_string ("4.5", NULL);
    case KONTOR_MAP_VALUE_FLAG:
      return json_from_string ("true", NULL);
    case KONTOR_MAP_VALUE_LINES:
    case KONTOR_MAP_VALUE_ENTITIES:
    case KONTOR_MAP_VALUE_FIELDS:
      return json_from_string ("[\"one\", \"<two> & 'three'\"]", NULL);
    case KONTOR_MAP_VALUE_ANSWERS:
      return json_from_string ("[{\"key\":\"yes\",\"text\":\"Да\"},{\"key\":\"no\",\"text\":\"No\\nway\"}]", NULL);
    case KONTOR_MAP_VALUE_PERFORMER:
    case KONTOR_MAP_VALUE_RULE:
    case KONTOR_MAP_VALUE_PROCESSING:
    case KONTOR_MAP_VALUE_NESTED:
      return json_from_string ("{\"kind\":\"role\",\"all\":[{\"field\":\"amount\",\"above\":1}],\"map\":\"x\"}", NULL);
    case KONTOR_MAP_VALUE_TEXT:
    case KONTOR_MAP_VALUE_LONG_TEXT:
    case KONTOR_MAP_VALUE_CHOICE:
    case KONTOR_MAP_VALUE_STAGE:
    case KONTOR_MAP_VALUE_CALENDAR:
    case KONTOR_MAP_VALUE_ENTITY:
    case KONTOR_MAP_VALUE_MOMENT_FIELD:
    default:
      return json_from_string ("\"Проверка «заявки»\\n\\t<&> \\\"ü\\\" ]]>\"", NULL);
    }
}

/* Every property that any point can have, of every kind, survives the way through BPMN. */
static void
test_properties (void)
{
  g_autoptr (KontorMap) map = kontor_map_new ();
  g_autoptr (KontorMapEdit) edit = kontor_map_edit_new (map);
  g_autofree char *last = NULL;

  for (guint kind = KONTOR_MAP_KIND_START; kind <= KONTOR_MAP_KIND_EVENT; kind++)
    {
      g_autofree char *key = kontor_map_edit_add_point (edit, kind, 100 + kind * 150, 100, NULL);

      for (const KontorMapProperty *property = kontor_map_property_list (); property->name != NULL; property++)
        if (kontor_map_property_fits (property, kind))
          kontor_map_edit_set (edit, KONTOR_MAP_POINT, key, property->name, value_for (property));
      if (last != NULL)
        g_free (kontor_map_edit_connect (edit, last, key));
      g_free (last);
      last = g_steal_pointer (&key);
    }
  kontor_map_edit_add (edit, kontor_map_item_new (KONTOR_MAP_DECORATION, KONTOR_MAP_KIND_NOTE, "d1"));
  kontor_map_edit_set_text (edit, KONTOR_MAP_DECORATION, "d1", "text", "two\nlines");
  kontor_map_edit_add (edit, kontor_map_item_new (KONTOR_MAP_DECORATION, KONTOR_MAP_KIND_GROUP, "p1"));
  kontor_map_edit_set_text (edit, KONTOR_MAP_DECORATION, "p1", "text", "A group");

  g_autoptr (KontorBpmn) bpmn = kontor_bpmn_new_for_map (map, "Everything");
  g_autofree char *text = write_text (bpmn, map);
  g_autoptr (KontorBpmn) again = read_text (text);
  g_autoptr (KontorMap) map_again = kontor_bpmn_make_map (again);
  g_autofree char *name = kontor_bpmn_get_name (again);

  assert_same (map, map_again);
  g_assert_cmpstr (name, ==, "Everything");
}

static const KontorMapItem *
any (GRand *random, KontorMap *map, KontorMapItemType type)
{
  guint n = kontor_map_get_n_items (map, type);

  return n > 0 ? kontor_map_get_item (map, type, (guint) g_rand_int_range (random, 0, (int) n)) : NULL;
}

static void
edit_somehow (GRand *random, KontorMapEdit *edit)
{
  KontorMap *map = kontor_map_edit_get_map (edit);
  const KontorMapItem *point = any (random, map, KONTOR_MAP_POINT), *other = any (random, map, KONTOR_MAP_POINT);
  const KontorMapItem *flow = any (random, map, KONTOR_MAP_FLOW);
  g_autofree char *key = point != NULL ? g_strdup (point->key) : NULL;
  g_autofree char *other_key = other != NULL ? g_strdup (other->key) : NULL;
  g_autofree char *flow_key = flow != NULL ? g_strdup (flow->key) : NULL;
  KontorMapKind kind = (KontorMapKind) g_rand_int_range (random, KONTOR_MAP_KIND_END, KONTOR_MAP_KIND_NOTE);

  switch (g_rand_int_range (random, 0, 11))
    {
    case 0:
      g_free (kontor_map_edit_add_point (edit, kind, g_rand_int_range (random, 0, 900), g_rand_int_range (random, 0, 900), "New"));
      break;
    case 1:
      if (key != NULL && kontor_map_get_n_items (map, KONTOR_MAP_POINT) > 3)
        kontor_map_edit_remove (edit, KONTOR_MAP_POINT, key);
      break;
    case 2:
      if (key != NULL && kontor_map_edit_can_connect (edit, key, other_key))
        g_free (kontor_map_edit_connect (edit, key, other_key));
      break;
    case 3:
      if (flow_key != NULL && kontor_map_edit_can_connect (edit, key, other_key))
        kontor_map_edit_reconnect (edit, flow_key, key, other_key);
      break;
    case 4:
      if (key != NULL)
        kontor_map_edit_move (edit, (const char *[]) { key, NULL }, g_rand_int_range (random, -90, 90), 30);
      break;
    case 5:
      if (key != NULL)
        kontor_map_edit_set_text (edit, KONTOR_MAP_POINT, key, "name", g_rand_boolean (random) ? "Called otherwise" : "");
      break;
    case 6:
      if (key != NULL)
        kontor_map_edit_set (edit, KONTOR_MAP_POINT, key, "performer", json_from_string ("{\"kind\":\"head\"}", NULL));
      break;
    case 7:
      if (flow_key != NULL)
        kontor_map_edit_remove (edit, KONTOR_MAP_FLOW, flow_key);
      break;
    case 8:
      if (key != NULL && kontor_map_find (map, KONTOR_MAP_POINT, key)->kind != KONTOR_MAP_KIND_START)
        kontor_map_edit_set_kind (edit, key, kind);
      break;
    case 9:
      if (flow_key != NULL)
        {
          kontor_map_edit_set_text (edit, KONTOR_MAP_FLOW, flow_key, "label", "Label");
          kontor_map_edit_set (edit, KONTOR_MAP_FLOW, flow_key, "default", json_from_string ("true", NULL));
        }
      break;
    default:
      kontor_map_tidy (edit);
      break;
    }
}

/* Whatever is done to the map of a file, the file says it afterwards. */
static void
test_random_edits (void)
{
  for (guint seed = 0; seed < 400; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_autofree char *text = load (samples[seed % G_N_ELEMENTS (samples)]);
      g_autoptr (KontorBpmn) bpmn = read_text (text);
      g_autoptr (KontorMap) map = kontor_bpmn_make_map (bpmn);
      g_autoptr (KontorMapEdit) edit = kontor_map_edit_new (map);

      for (guint round = 0; round < 2; round++)
        {
          for (int n = g_rand_int_range (random, 1, 8); n > 0; n--)
            edit_somehow (random, edit);
          g_autofree char *written = write_text (bpmn, map);
          g_autoptr (KontorBpmn) again = read_text (written);
          g_autoptr (KontorMap) map_again = kontor_bpmn_make_map (again);

          g_test_message ("seed %u, round %u", seed, round);
          assert_same (map, map_again);
        }
    }
}

/* The lanes, pools and messages beside the map stay when the map is changed. */
static void
test_rest_stays (void)
{
  g_autofree char *text = load ("A.4.0.bpmn");
  g_autoptr (KontorBpmn) bpmn = read_text (text);
  g_autoptr (KontorMap) map = kontor_bpmn_make_map (bpmn);
  g_autoptr (KontorMapEdit) edit = kontor_map_edit_new (map);
  g_autofree char *key = g_strdup (kontor_map_get_item (map, KONTOR_MAP_POINT, 1)->key);
  g_autofree char *written = NULL;

  kontor_map_edit_set_text (edit, KONTOR_MAP_POINT, key, "name", "Renamed <here>");
  written = write_text (bpmn, map);
  g_assert_nonnull (strstr (written, "name=\"Renamed &lt;here&gt;\""));
  g_assert_nonnull (strstr (written, "name=\"Lane 1\""));
  g_assert_nonnull (strstr (written, "name=\"Message Flow 2\""));
  g_assert_nonnull (strstr (written, "name=\"Expanded Sub-Process 1\""));
}

/* Laying out changes no id, name or line, and puts every point of a lane into its band. */
static void
test_tidy (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *text = load (samples[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (KontorBpmn) bpmn = kontor_bpmn_new_from_data (text, strlen (text), KONTOR_BPMN_VIEW_WHOLE, &error);
      g_autoptr (KontorMap) before = NULL, after = NULL, read = NULL;
      g_autofree char *written = NULL;

      g_assert_no_error (error);
      before = kontor_bpmn_make_map (bpmn);
      after = kontor_bpmn_tidy (bpmn);
      g_assert_cmpuint (kontor_map_get_n_items (before, KONTOR_MAP_POINT), ==, kontor_map_get_n_items (after, KONTOR_MAP_POINT));
      g_assert_cmpuint (kontor_map_get_n_items (before, KONTOR_MAP_FLOW), ==, kontor_map_get_n_items (after, KONTOR_MAP_FLOW));
      for (guint a = 0; a < kontor_map_get_n_items (after, KONTOR_MAP_POINT); a++)
        for (guint b = 0; b < a; b++)
          {
            const KontorMapItem *one = kontor_map_get_item (after, KONTOR_MAP_POINT, a);
            const KontorMapItem *other = kontor_map_get_item (after, KONTOR_MAP_POINT, b);

            g_assert_true (one->x + one->width <= other->x || other->x + other->width <= one->x
                           || one->y + one->height <= other->y || other->y + other->height <= one->y);
          }
      written = write_text (bpmn, after);
      g_assert_null (strstr (written, "urn:kontor"));
    }
}

static void
refuse (const char *text, gssize length, const char *word)
{
  g_autoptr (GError) error = NULL;
  KontorBpmn *bpmn = kontor_bpmn_new_from_data (text, length < 0 ? strlen (text) : (gsize) length, KONTOR_BPMN_VIEW_RUN, &error);

  g_assert_null (bpmn);
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, word));
}

#define HEAD "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\">"

static void
test_bad_files (void)
{
  g_autofree char *text = load ("C.1.1.bpmn");
  gsize length = strlen (text);

  refuse ("", 0, "empty");
  refuse ("\0\0\0", 3, "XML");
  refuse ("<a/>", -1, "BPMN");
  refuse (HEAD "<process id='p'><task id='t'/><task id='t'/></process></definitions>", -1, "twice");
  refuse ("<!DOCTYPE d SYSTEM 'x.dtd'>" HEAD "</definitions>", -1, "DOCTYPE");
  refuse ("<!DOCTYPE d [<!ENTITY a 'b'>]>" HEAD "</definitions>", -1, "DOCTYPE");
  refuse ("<!DOCTYPE d [<!ENTITY % a SYSTEM 'file:///etc/passwd'>%a;]>" HEAD "</definitions>", -1, "DOCTYPE");
  refuse (HEAD "<x:task/></definitions>", -1, "XML");
  /* Cut off anywhere: never more than an error. */
  for (gsize cut = 1; cut + 1 < length; cut += 331)
    {
      KontorBpmn *bpmn = kontor_bpmn_new_from_data (text, cut, KONTOR_BPMN_VIEW_RUN, NULL);

      g_assert_null (bpmn);
    }
}

/* KONTOR_FUZZ says how many, for a long run with the sanitizers.
 * Bytes changed at random: read or refused, and what was read can be written and read again. */
static void
test_damage (void)
{
  const char *many = g_getenv ("KONTOR_FUZZ");
  guint n_seeds = many != NULL ? (guint) g_ascii_strtoull (many, NULL, 10) : 600;

  for (guint seed = 0; seed < n_seeds; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_autofree char *text = load (samples[seed % G_N_ELEMENTS (samples)]);
      gsize length = strlen (text);
      g_autoptr (KontorBpmn) bpmn = NULL;

      for (int n = g_rand_int_range (random, 1, 6); n > 0; n--)
        {
          gsize from = (gsize) g_rand_int_range (random, 0, (int) length - 60), to = (gsize) g_rand_int_range (random, 0, (int) length - 60);

          memmove (text + to, text + from, (gsize) g_rand_int_range (random, 1, 60));
        }
      bpmn = kontor_bpmn_new_from_data (text, length, seed % 2 == 0 ? KONTOR_BPMN_VIEW_RUN : KONTOR_BPMN_VIEW_WHOLE, NULL);
      if (bpmn != NULL)
        {
          g_autoptr (GPtrArray) problems = kontor_bpmn_check (bpmn);
          g_autoptr (KontorMap) map = kontor_bpmn_make_map (bpmn);
          g_autofree char *written = write_text (bpmn, map);
          g_autoptr (KontorBpmn) again = read_text (written);
          g_autoptr (KontorMap) tidied = kontor_bpmn_tidy (again);

          g_assert_nonnull (problems);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bpmn/unchanged", test_unchanged);
  g_test_add_func ("/bpmn/properties", test_properties);
  g_test_add_func ("/bpmn/random-edits", test_random_edits);
  g_test_add_func ("/bpmn/rest-stays", test_rest_stays);
  g_test_add_func ("/bpmn/tidy", test_tidy);
  g_test_add_func ("/bpmn/bad-files", test_bad_files);
  g_test_add_func ("/bpmn/damage", test_damage);
  return g_test_run ();
}

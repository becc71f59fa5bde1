#include "config.h"

#include <string.h>

#include "route/map.h"

/* R74: what a map is read from, held against json-glib, which reads the same text far slower. */

static void
append_random (GString *text, guint depth)
{
  static const char *plain[] = {
    "true", "false", "null", "0", "-1", "123456789012345678", "1.5", "-0.25e3", "1E-2", "\"\"", "\"words\"",
    "\"\\u0161\\n\\\"\\\\\\/\"", "\"\\ud83d\\ude00\"", "\"Željezara 漢字\"", "[]", "{}",
  };
  guint kind = depth > 5 ? 0 : (guint) g_test_rand_int_range (0, 4), n = (guint) g_test_rand_int_range (0, 4);

  if (kind < 2)
    {
      g_string_append (text, plain[g_test_rand_int_range (0, G_N_ELEMENTS (plain))]);
      return;
    }
  g_string_append (text, kind == 2 ? "[ " : "{");
  for (guint i = 0; i < n; i++)
    {
      g_string_append (text, i > 0 ? " ,\n" : "");
      if (kind == 3)
        g_string_append_printf (text, "\"m%u\"\t: ", i);
      append_random (text, depth + 1);
    }
  g_string_append (text, kind == 2 ? "]" : " }");
}

static void
test_as_json_glib (void)
{
  for (guint run = 0; run < 20000; run++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (JsonNode) ours = NULL, theirs = NULL;

      append_random (text, 0);
      ours = kontor_map_parse_json (text->str);
      theirs = json_from_string (text->str, NULL);
      g_assert_nonnull (ours);
      g_assert_nonnull (theirs);
      if (!json_node_equal (ours, theirs))
        g_error ("read otherwise: %s", text->str);
    }
}

static void
test_refused (void)
{
  static const char *refused[] = {
    "", " ", "{", "[", "[1", "[1,]", "[,1]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "[1] 2", "01", "1.", ".5", "1e", "-", "+1", "nul",
    "'a'", "\"a", "\"a\nb\"", "\"\\x\"", "\"\\u12\"", "\"\\u0000\"", "\"\\ud800\"", "\"\\udc00\"", "\"\\ud800\\u0041\"", "[1] // words", "\"\xff\"",
  };
  g_autoptr (GString) deep = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    if (kontor_map_parse_json (refused[i]) != NULL)
      g_error ("taken for JSON: %s", refused[i]);
  for (guint i = 0; i < 100000; i++)
    g_string_append_c (deep, '[');
  g_assert_null (kontor_map_parse_json (deep->str));
}

/* Cut and bent texts of a map are a map or none, and nothing else happens. */
static void
test_damaged (void)
{
  static const char good[] = "{\"flows\": [{\"key\": \"f\", \"from\": \"a\", \"to\": \"b\", \"bends\": [[1, 2], [3.5, -4]], \"label\": \"Yes\"}],"
    " \"points\": [{\"key\": \"a\", \"kind\": \"start\", \"x\": 1, \"width\": null}, {\"key\": \"b\", \"kind\": \"end\", \"performer\": {\"kind\": \"head\"}}], \"more\": [1]}";
  g_autoptr (KontorMap) map = kontor_map_new_from_json (good, NULL);
  const KontorMapItem *flow;

  g_assert_nonnull (map);
  flow = kontor_map_find (map, KONTOR_MAP_FLOW, "f");
  g_assert_cmpuint (flow->bends->len, ==, 2);
  g_assert_cmpfloat (g_array_index (flow->bends, KontorMapPlace, 1).y, ==, -4);
  g_assert_cmpstr (kontor_map_item_get_text (flow, "label"), ==, "Yes");
  g_assert_cmpfloat (kontor_map_find (map, KONTOR_MAP_POINT, "a")->width, ==, 40);
  g_assert_nonnull (kontor_map_get_member (map, "more"));
  for (guint cut = 0; cut < strlen (good); cut++)
    {
      g_autofree char *text = g_strndup (good, cut);

      g_assert_null (kontor_map_new_from_json (text, NULL));
    }
  for (guint run = 0; run < 20000; run++)
    {
      g_autofree char *text = g_strdup (good);
      g_autoptr (KontorMap) bent = NULL;
      g_autoptr (GError) error = NULL;

      for (guint i = 0; i < 3; i++)
        text[g_test_rand_int_range (0, sizeof good - 1)] = "{}[],:\"\\0x "[g_test_rand_int_range (0, 11)];
      bent = kontor_map_new_from_json (text, &error);
      g_assert_true ((bent == NULL) == (error != NULL));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map-json/as-json-glib", test_as_json_glib);
  g_test_add_func ("/map-json/refused", test_refused);
  g_test_add_func ("/map-json/damaged", test_damaged);
  return g_test_run ();
}

#include "config.h"

#include <math.h>
#include <string.h>

#include "route/bpmn-private.h"
#include "route/map-json.h"

/*
 * What BPMN has no word for stands in the element's extensionElements, in a
 * namespace of our own:
 *
 *   <kontor:item key="p2" kind="choice" place="40 40 20 120">
 *     <kontor:property name="performer">{"kind":"head"}</kontor:property>
 *   </kontor:item>
 *
 * Only what the rest of the file does not say is written.  A property without
 * a value is one that the file says and the map does not have.  "drawn" is what
 * we wrote into the picture instead of "place" or "bends": where another
 * program has moved it since, the picture counts.
 */

static xmlNode *
find_own (const xmlNode *node)
{
  xmlNode *extension = kontor_bpmn_xml_first (node, KONTOR_BPMN_MODEL, "extensionElements");

  return extension != NULL ? kontor_bpmn_xml_first (extension, KONTOR_BPMN_OWN, NULL) : NULL;
}

xmlNode *
kontor_bpmn_own_get (const xmlNode *node)
{
  return node != NULL ? find_own (node) : NULL;
}

static xmlNode *
need_own (xmlNode *node, const char *name)
{
  xmlNode *extension = kontor_bpmn_xml_first (node, KONTOR_BPMN_MODEL, "extensionElements");
  xmlNode *own = find_own (node);

  if (own != NULL)
    return own;
  if (extension == NULL)
    {
      xmlNode *before = kontor_bpmn_xml_first (node, KONTOR_BPMN_MODEL, NULL);

      while (before != NULL && strcmp ((const char *) before->name, "documentation") == 0)
        before = kontor_bpmn_xml_next (before, KONTOR_BPMN_MODEL, NULL);
      extension = kontor_bpmn_xml_add (node, KONTOR_BPMN_MODEL, "extensionElements", before);
    }
  return kontor_bpmn_xml_add (extension, KONTOR_BPMN_OWN, name, NULL);
}

/* An element of ours that says nothing goes, and its extensionElements where it was alone there. */
static void
drop_empty (xmlNode *own)
{
  xmlNode *extension = own->parent;

  if (own->properties != NULL || xmlFirstElementChild (own) != NULL)
    return;
  kontor_bpmn_xml_remove (own);
  if (xmlFirstElementChild (extension) == NULL && extension->properties == NULL)
    kontor_bpmn_xml_remove (extension);
}

gboolean
kontor_bpmn_own_kind (const xmlNode *own, KontorMapKind *kind)
{
  g_autofree char *text = own != NULL ? kontor_bpmn_xml_get (own, "kind") : NULL;

  return text != NULL && kontor_map_kind_from_text (text, kind);
}

void
kontor_bpmn_own_set_kind (xmlNode *node, KontorMapKind kind)
{
  xmlNode *own = find_own (node);

  if (kind == KONTOR_MAP_KIND_FLOW && own == NULL)
    return;
  if (own == NULL)
    own = need_own (node, "item");
  kontor_bpmn_xml_set (own, "kind", kind == KONTOR_MAP_KIND_FLOW ? NULL : kontor_map_kind_to_text (kind));
  drop_empty (own);
}

static GArray *
read_numbers (const char *text)
{
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (double));

  while (*text != '\0')
    {
      char *end;
      double number = g_ascii_strtod (text, &end);

      if (end == text || !isfinite (number) || fabs (number) >= 1e6)
        {
          g_array_set_size (numbers, 0);
          break;
        }
      g_array_append_val (numbers, number);
      for (text = end; g_ascii_isspace (*text); text++)
        ;
    }
  return numbers;
}

static char *
write_numbers (const double *numbers, guint n)
{
  GString *text = g_string_new (NULL);
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", g_ascii_dtostr (buffer, sizeof buffer, numbers[i]));
  return g_string_free (text, FALSE);
}

static char *
corners_to_text (const GArray *bends)
{
  return write_numbers ((const double *) (gpointer) bends->data, bends->len * 2);
}

G_STATIC_ASSERT (sizeof (KontorMapPlace) == 2 * sizeof (double));

static char *
place_to_text (const KontorMapItem *item)
{
  const double numbers[] = { item->x, item->y, item->width, item->height };

  return write_numbers (numbers, 4);
}

static void
read_place (KontorMapItem *item, const char *place, const char *drawn)
{
  g_autoptr (GArray) ours = read_numbers (place);
  g_autoptr (GArray) theirs = read_numbers (drawn != NULL ? drawn : "");
  const double *to = (const double *) (gpointer) ours->data, *was = (const double *) (gpointer) theirs->data;

  if (ours->len != 4 || to[2] < 0 || to[3] < 0)
    return;
  if (theirs->len == 4)
    {
      /* Moved elsewhere since: our shape goes along. */
      item->x = to[0] + (item->x + item->width / 2) - (was[0] + was[2] / 2);
      item->y = to[1] + (item->y + item->height / 2) - (was[1] + was[3] / 2);
    }
  else
    {
      item->x = to[0];
      item->y = to[1];
    }
  item->width = to[2];
  item->height = to[3];
}

void
kontor_bpmn_own_read (const xmlNode *own, KontorMapItem *item)
{
  g_autofree char *place = NULL, *drawn = NULL, *bends = NULL;

  if (own == NULL)
    return;
  place = kontor_bpmn_xml_get (own, "place");
  drawn = kontor_bpmn_xml_get (own, "drawn");
  bends = kontor_bpmn_xml_get (own, "bends");
  if (place != NULL && item->type != KONTOR_MAP_FLOW)
    read_place (item, place, drawn);
  if (bends != NULL && item->type == KONTOR_MAP_FLOW)
    {
      g_autofree char *now = corners_to_text (item->bends);
      g_autoptr (GArray) numbers = read_numbers (bends);

      if (g_strcmp0 (now, drawn) == 0 && numbers->len % 2 == 0)
        {
          g_array_set_size (item->bends, 0);
          if (numbers->len > 0)
            g_array_append_vals (item->bends, numbers->data, numbers->len / 2);
        }
    }
  for (xmlNode *property = kontor_bpmn_xml_first (own, KONTOR_BPMN_OWN, "property"); property != NULL;
       property = kontor_bpmn_xml_next (property, KONTOR_BPMN_OWN, "property"))
    {
      g_autofree char *name = kontor_bpmn_xml_get (property, "name");
      g_autofree char *text = kontor_bpmn_xml_get_text (property);

      if (name == NULL || *name == '\0')
        continue;
      if (*text == '\0')
        kontor_map_item_set_node (item, name, NULL);
      else
        {
          JsonNode *value = kontor_map_parse_json (text);

          if (value != NULL)
            kontor_map_item_set_node (item, name, value);
        }
    }
}

static void
set_property (xmlNode *node, const char *name, JsonNode *value)
{
  xmlNode *own = need_own (node, "item");
  xmlNode *property = kontor_bpmn_xml_add (own, KONTOR_BPMN_OWN, "property", NULL);
  g_autofree char *text = value != NULL ? json_to_string (value, FALSE) : NULL;

  kontor_bpmn_xml_set (property, "name", name);
  if (text != NULL)
    kontor_bpmn_xml_set_text (property, text);
}

static void
drop_properties (xmlNode *own)
{
  xmlNode *property;

  while ((property = kontor_bpmn_xml_first (own, KONTOR_BPMN_OWN, "property")) != NULL)
    kontor_bpmn_xml_remove (property);
}

/* Whether what stands there reads as @item does already. */
static gboolean
is_said (xmlNode *node, const KontorMapItem *item, const KontorMapItem *plain)
{
  g_autoptr (KontorMapItem) read = NULL;
  const xmlNode *own = find_own (node);
  g_autofree char *key = own != NULL ? kontor_bpmn_xml_get (own, "key") : NULL;

  if (plain == NULL)
    return FALSE;
  read = kontor_map_item_copy (plain);
  kontor_bpmn_own_read (own, read);
  g_free (read->key);
  read->key = g_strdup (key != NULL ? key : plain->key);
  g_free (read->from);
  g_free (read->to);
  read->from = g_strdup (item->from);
  read->to = g_strdup (item->to);
  return kontor_map_item_equal (read, item);
}

void
kontor_bpmn_own_write (xmlNode *node, const KontorMapItem *item, const KontorMapItem *plain, gboolean named)
{
  g_autoptr (GList) names = json_object_get_members (item->properties);
  g_autoptr (GList) plain_names = plain != NULL ? json_object_get_members (plain->properties) : NULL;
  xmlNode *own;

  if (is_said (node, item, plain))
    return;
  own = find_own (node);
  if (own != NULL)
    drop_properties (own);
  for (GList *l = names; l != NULL; l = l->next)
    {
      JsonNode *value = json_object_get_member (item->properties, l->data);
      JsonNode *known = plain != NULL ? json_object_get_member (plain->properties, l->data) : NULL;

      if (known == NULL || !json_node_equal (known, value))
        set_property (node, l->data, value);
    }
  for (GList *l = plain_names; l != NULL; l = l->next)
    if (!json_object_has_member (item->properties, l->data))
      set_property (node, l->data, NULL);

  own = need_own (node, "item");
  kontor_bpmn_xml_set (own, "key", named ? item->key : NULL);
  kontor_bpmn_xml_set (own, "place", NULL);
  kontor_bpmn_xml_set (own, "bends", NULL);
  kontor_bpmn_xml_set (own, "drawn", NULL);
  if (plain != NULL && item->type == KONTOR_MAP_FLOW
      && (plain->bends->len != item->bends->len
          || (item->bends->len > 0 && memcmp (plain->bends->data, item->bends->data, item->bends->len * sizeof (KontorMapPlace)) != 0)))
    {
      g_autofree char *bends = corners_to_text (item->bends);
      g_autofree char *now = corners_to_text (plain->bends);

      kontor_bpmn_xml_set (own, "bends", bends);
      kontor_bpmn_xml_set (own, "drawn", now);
    }
  if (item->type != KONTOR_MAP_FLOW
      && (plain == NULL || plain->x != item->x || plain->y != item->y || plain->width != item->width || plain->height != item->height))
    {
      g_autofree char *place = place_to_text (item);
      g_autofree char *now = plain != NULL ? place_to_text (plain) : NULL;

      kontor_bpmn_xml_set (own, "place", place);
      kontor_bpmn_xml_set (own, "drawn", now);
    }
  drop_empty (own);
}

void
kontor_bpmn_own_read_rest (const xmlNode *process, KontorMap *map)
{
  xmlNode *own = find_own (process);

  for (xmlNode *property = own != NULL ? kontor_bpmn_xml_first (own, KONTOR_BPMN_OWN, "property") : NULL; property != NULL;
       property = kontor_bpmn_xml_next (property, KONTOR_BPMN_OWN, "property"))
    {
      g_autofree char *name = kontor_bpmn_xml_get (property, "name");
      g_autofree char *text = kontor_bpmn_xml_get_text (property);
      JsonNode *value = kontor_map_parse_json (text);

      if (value == NULL)
        continue;
      if (name != NULL && !g_strv_contains ((const char * const[]) { "", "points", "flows", "decorations", "bpmn", NULL }, name))
        kontor_map_set_member (map, name, value);
      else
        json_node_unref (value);
    }
}

void
kontor_bpmn_own_mark (xmlNode *process)
{
  kontor_bpmn_xml_set (need_own (process, "map"), "chosen", "true");
}

void
kontor_bpmn_own_write_rest (xmlNode *process, KontorMap *map)
{
  g_auto (GStrv) members = kontor_map_list_members (map);
  xmlNode *own = find_own (process);
  g_autoptr (KontorMap) there = kontor_map_new ();
  gboolean same = TRUE;
  guint n_there;
  g_auto (GStrv) names = NULL;

  kontor_bpmn_own_read_rest (process, there);
  names = kontor_map_list_members (there);
  n_there = g_strv_length (names);
  for (guint i = 0; members[i] != NULL; i++)
    if (!g_str_equal (members[i], "bpmn"))
      {
        JsonNode *known = kontor_map_get_member (there, members[i]);

        same = same && known != NULL && json_node_equal (known, kontor_map_get_member (map, members[i]));
        n_there--;
      }
  if (same && n_there == 0)
    return;
  if (own != NULL)
    drop_properties (own);
  own = need_own (process, "map");
  for (guint i = 0; members[i] != NULL; i++)
    if (!g_str_equal (members[i], "bpmn"))
      {
        xmlNode *property = kontor_bpmn_xml_add (own, KONTOR_BPMN_OWN, "property", NULL);
        g_autofree char *text = json_to_string (kontor_map_get_member (map, members[i]), FALSE);

        kontor_bpmn_xml_set (property, "name", members[i]);
        kontor_bpmn_xml_set_text (property, text);
      }
  drop_empty (own);
}

gboolean
kontor_bpmn_read_duration (const char *text, double *hours)
{
  static const struct { char unit; double day, time; } units[] = {
    { 'W', 168, 0 }, { 'D', 24, 0 }, { 'H', 0, 1 }, { 'M', 0, 1 / 60.0 }, { 'S', 0, 1 / 3600.0 },
  };
  g_autofree char *copy = g_strstrip (g_strdup (text));
  const char *c = copy;
  gboolean in_time = FALSE, any = FALSE;

  *hours = 0;
  if (*c++ != 'P')
    return FALSE;
  while (*c != '\0')
    {
      char *end;
      double number, factor = 0;

      if (*c == 'T' && !in_time)
        {
          in_time = TRUE;
          c++;
          continue;
        }
      if (!g_ascii_isdigit (*c))
        return FALSE;
      number = g_ascii_strtod (c, &end);
      for (guint i = 0; i < G_N_ELEMENTS (units); i++)
        if (*end == units[i].unit)
          factor = in_time ? units[i].time : units[i].day;
      /* Years and months have no number of hours. */
      if (factor == 0 || !isfinite (number))
        return FALSE;
      *hours += number * factor;
      any = TRUE;
      c = end + 1;
    }
  return any && isfinite (*hours) && *hours < 1e6;
}

char *
kontor_bpmn_write_duration (double hours)
{
  double seconds = round (hours * 3600);
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (fmod (seconds, 3600) == 0)
    return g_strdup_printf ("PT%sH", g_ascii_formatd (text, sizeof text, "%.0f", seconds / 3600));
  if (fmod (seconds, 60) == 0)
    return g_strdup_printf ("PT%sM", g_ascii_formatd (text, sizeof text, "%.0f", seconds / 60));
  return g_strdup_printf ("PT%sS", g_ascii_formatd (text, sizeof text, "%.0f", seconds));
}

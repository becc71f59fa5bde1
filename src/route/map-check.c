#include "config.h"

#include <glib/gi18n.h>

#include "route/map-check-private.h"

static void
step_free (KontorMapStep *step)
{
  g_free (step->point);
  g_strfreev (step->taken);
  g_strfreev (step->placed);
  g_free (step);
}

void
kontor_map_problem_free (KontorMapProblem *self)
{
  if (self == NULL)
    return;
  g_free (self->message);
  g_strfreev (self->points);
  g_ptr_array_unref (self->path);
  g_strfreev (self->pair);
  g_free (self);
}

void
kontor_map_check_add (GPtrArray *problems, KontorMapSeverity severity, const char *code,
                      const char * const *points, const char *format, ...)
{
  KontorMapProblem *problem = g_new0 (KontorMapProblem, 1);
  va_list arguments;

  problem->severity = severity;
  problem->code = code;
  problem->points = points != NULL ? g_strdupv ((char **) points) : g_new0 (char *, 1);
  problem->path = g_ptr_array_new_with_free_func ((GDestroyNotify) step_free);
  va_start (arguments, format);
  problem->message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_ptr_array_add (problems, problem);
}

#define ADD(severity, code, point, ...) \
  kontor_map_check_add (problems, KONTOR_MAP_PROBLEM_##severity, code, \
                        (const char *[]) { (point)->key, NULL }, __VA_ARGS__)

const char *
kontor_map_check_name (const KontorMapItem *point)
{
  const char *name = kontor_map_item_get_text (point, "name");

  return *name != '\0' ? name : kontor_map_kind_get_label (point->kind);
}

static JsonArray *
answers_of (const KontorMapItem *point)
{
  JsonNode *node = kontor_map_item_get_node (point, "answers");

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) && json_array_get_length (json_node_get_array (node)) > 0
         ? json_node_get_array (node) : NULL;
}

static gboolean
has_condition (const KontorMapItem *item)
{
  JsonNode *node = kontor_map_item_get_node (item, "condition");

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node);
}

static gboolean
is_otherwise (const KontorMapItem *flow)
{
  JsonNode *node = kontor_map_item_get_node (flow, "default");

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_boolean (node);
}

static gboolean
has_line_for (GPtrArray *outgoing, const char *answer)
{
  for (guint i = 0; i < outgoing->len; i++)
    if (is_otherwise (g_ptr_array_index (outgoing, i))
        || g_strcmp0 (kontor_map_item_get_text (g_ptr_array_index (outgoing, i), "answer"), answer) == 0)
      return TRUE;
  return FALSE;
}

static void
check_answers (const KontorMapItem *point, JsonArray *answers, GPtrArray *outgoing, GPtrArray *problems)
{
  g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < json_array_get_length (answers); i++)
    {
      JsonNode *node = json_array_get_element (answers, i);
      const char *key, *text;

      if (!JSON_NODE_HOLDS_OBJECT (node))
        continue;
      key = json_object_get_string_member_with_default (json_node_get_object (node), "key", "");
      text = json_object_get_string_member_with_default (json_node_get_object (node), "text", key);
      g_hash_table_add (keys, (gpointer) key);
      if (!has_line_for (outgoing, key))
        ADD (ERROR, "answer-missing", point, _("“%s”: no line is drawn for the answer “%s”."), kontor_map_check_name (point), text);
    }
  for (guint i = 0; i < outgoing->len; i++)
    {
      const KontorMapItem *flow = g_ptr_array_index (outgoing, i);

      if (!is_otherwise (flow) && !g_hash_table_contains (keys, kontor_map_item_get_text (flow, "answer")))
        {
          ADD (ERROR, "answer-unknown", point, _("“%s”: a line has no answer of this question."), kontor_map_check_name (point));
          break;
        }
    }
}

static void
check_fork (const KontorMapItem *point, GPtrArray *outgoing, GPtrArray *problems)
{
  JsonArray *answers = answers_of (point);
  gboolean by_flows = FALSE;

  for (guint i = 0; i < outgoing->len; i++)
    {
      const char *answer = kontor_map_item_get_text (g_ptr_array_index (outgoing, i), "answer");

      by_flows = by_flows || has_condition (g_ptr_array_index (outgoing, i));
      for (guint j = 0; j < i && *answer != '\0'; j++)
        if (g_strcmp0 (answer, kontor_map_item_get_text (g_ptr_array_index (outgoing, j), "answer")) == 0)
          {
            ADD (ERROR, "answer-twice", point, _("“%s”: two lines have the same answer."), kontor_map_check_name (point));
            i = outgoing->len - 1;
            break;
          }
    }
  if (answers != NULL)
    check_answers (point, answers, outgoing, problems);
  else if (has_condition (point))
    {
      if (!has_line_for (outgoing, "yes") || !has_line_for (outgoing, "no"))
        ADD (ERROR, "undecidable", point, _("“%s” needs a line for “yes” and a line for “no”."), kontor_map_check_name (point));
    }
  else if (!by_flows)
    ADD (ERROR, "undecidable", point, _("“%s” has neither a question with answers nor a condition."), kontor_map_check_name (point));
}

static void
check_lines (const KontorMapItem *point, guint ways_in, guint ways_out, GPtrArray *problems)
{
  gboolean fork = kontor_map_kind_is_fork (point->kind);

  if (point->kind == KONTOR_MAP_KIND_START && ways_in > 0)
    ADD (ERROR, "way-into-start", point, _("A line leads into the start."));
  if (point->kind != KONTOR_MAP_KIND_START && ways_in == 0)
    ADD (ERROR, "no-way-in", point, _("No line leads to “%s”."), kontor_map_check_name (point));
  if (point->kind == KONTOR_MAP_KIND_END && ways_out > 0)
    ADD (ERROR, "way-out-of-end", point, _("A line leads out of the end “%s”."), kontor_map_check_name (point));
  if (point->kind != KONTOR_MAP_KIND_END && ways_out == 0)
    ADD (ERROR, "no-way-out", point, _("No line leads on from “%s”."), kontor_map_check_name (point));
  if (!fork && point->kind != KONTOR_MAP_KIND_END && ways_out > 1)
    ADD (ERROR, "several-ways-out", point,
         _("Several lines leave “%s”; put a split, a condition or a choice behind it."), kontor_map_check_name (point));
  if (fork && ways_out == 1)
    ADD (ERROR, "one-way", point, _("“%s” needs at least two lines out."), kontor_map_check_name (point));
  if (point->kind == KONTOR_MAP_KIND_MERGE && ways_in == 1)
    ADD (WARNING, "one-way-in", point, _("Only one line leads to the merge “%s”."), kontor_map_check_name (point));
}

static void
check_kind (const KontorMapItem *point, GPtrArray *outgoing, GPtrArray *problems)
{
  switch (point->kind)
    {
    case KONTOR_MAP_KIND_ACTION:
      if (*kontor_map_item_get_text (point, "name") == '\0')
        ADD (ERROR, "name", point, _("An action has no name."));
      break;
    case KONTOR_MAP_KIND_CONDITION:
    case KONTOR_MAP_KIND_CHOICE:
      check_fork (point, outgoing, problems);
      break;
    case KONTOR_MAP_KIND_PROCESSING:
      {
        JsonNode *node = kontor_map_item_get_node (point, "processing");

        if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
          ADD (ERROR, "processing", point, _("It is not said what “%s” does."), kontor_map_check_name (point));
        break;
      }
    case KONTOR_MAP_KIND_NESTED:
      {
        JsonNode *node = kontor_map_item_get_node (point, "nested");

        if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node)
            || *json_object_get_string_member_with_default (json_node_get_object (node), "map", "") == '\0')
          ADD (ERROR, "nested", point, _("It is not said which process “%s” starts."), kontor_map_check_name (point));
        break;
      }
    case KONTOR_MAP_KIND_EVENT:
      if (!has_condition (point))
        ADD (ERROR, "undecidable", point, _("“%s” waits for nothing: give it a condition."), kontor_map_check_name (point));
      break;
    case KONTOR_MAP_KIND_START:
    case KONTOR_MAP_KIND_END:
    case KONTOR_MAP_KIND_SPLIT:
    case KONTOR_MAP_KIND_MERGE:
    case KONTOR_MAP_KIND_TIMER:
    case KONTOR_MAP_KIND_NOTE:
    case KONTOR_MAP_KIND_GROUP:
    case KONTOR_MAP_KIND_PICTURE:
    case KONTOR_MAP_KIND_LINK:
    case KONTOR_MAP_KIND_FLOW:
    default:
      break;
    }
}

/* By point, whether it can be reached from a point of @kind. */
static gboolean *
reach (const KontorMapNet *net, KontorMapKind kind, gboolean forward)
{
  gboolean *reached = g_new0 (gboolean, net->n_points + 1);
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (guint));
  const guint *first = forward ? net->out_first : net->in_first, *lines = forward ? net->outs : net->ins;
  const guint *far = forward ? net->heads : net->tails;

  for (guint p = 0; p < net->n_points; p++)
    if (net->kinds[p] == kind)
      {
        reached[p] = TRUE;
        g_array_append_val (open, p);
      }
  while (open->len > 0)
    {
      guint p = g_array_index (open, guint, open->len - 1);

      g_array_set_size (open, open->len - 1);
      for (guint i = first[p]; i < first[p + 1]; i++)
        if (!reached[far[lines[i]]])
          {
            reached[far[lines[i]]] = TRUE;
            g_array_append_val (open, far[lines[i]]);
          }
    }
  return reached;
}

GPtrArray *
kontor_map_check (KontorMap *map)
{
  GPtrArray *problems = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_map_problem_free);
  g_autoptr (KontorMapNet) net = kontor_map_net_new (map);
  g_autofree gboolean *forward = reach (net, KONTOR_MAP_KIND_START, TRUE);
  g_autofree gboolean *backward = reach (net, KONTOR_MAP_KIND_END, FALSE);
  g_autoptr (GPtrArray) starts = g_ptr_array_new ();
  guint n_ends = 0;
  gboolean has_start = FALSE, has_end = FALSE;

  for (guint p = 0; p < net->n_points; p++)
    {
      has_start = has_start || net->kinds[p] == KONTOR_MAP_KIND_START;
      has_end = has_end || net->kinds[p] == KONTOR_MAP_KIND_END;
    }

  for (guint i = 0; i < kontor_map_get_n_items (map, KONTOR_MAP_POINT); i++)
    {
      const KontorMapItem *point = kontor_map_get_item (map, KONTOR_MAP_POINT, i);
      g_autoptr (GPtrArray) outgoing = kontor_map_get_outgoing (map, point->key);
      guint n_incoming = kontor_map_net_n_ins (net, i);

      if (point->kind == KONTOR_MAP_KIND_START)
        g_ptr_array_add (starts, point->key);
      n_ends += point->kind == KONTOR_MAP_KIND_END;
      check_lines (point, n_incoming, outgoing->len, problems);
      check_kind (point, outgoing, problems);
      if (point->kind != KONTOR_MAP_KIND_START && n_incoming > 0 && has_start && !forward[i])
        ADD (ERROR, "unreachable", point, _("“%s” cannot be reached from the start."), kontor_map_check_name (point));
      if (point->kind != KONTOR_MAP_KIND_END && outgoing->len > 0 && has_end && !backward[i])
        ADD (ERROR, "no-end", point, _("From “%s” no end can be reached."), kontor_map_check_name (point));
    }
  g_ptr_array_add (starts, NULL);
  if (starts->len == 1)
    kontor_map_check_add (problems, KONTOR_MAP_PROBLEM_ERROR, "start", NULL, "%s", _("The map has no start."));
  else if (starts->len > 2)
    kontor_map_check_add (problems, KONTOR_MAP_PROBLEM_ERROR, "start", (const char * const *) starts->pdata,
                          "%s", _("The map has more than one start."));
  if (n_ends == 0)
    kontor_map_check_add (problems, KONTOR_MAP_PROBLEM_ERROR, "end", NULL, "%s", _("The map has no end."));

  for (guint i = 0; i < problems->len; i++)
    if (((KontorMapProblem *) g_ptr_array_index (problems, i))->severity == KONTOR_MAP_PROBLEM_ERROR)
      return problems;
  kontor_map_check_sound (net, problems);
  return problems;
}

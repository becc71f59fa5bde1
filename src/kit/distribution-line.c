#include "config.h"

#include "kit/distribution-line.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "base/moment.h"
#include "kit/replace-text.h"

#define NEWS_DELAY_MILLISECONDS 200

struct _KontorDistributionLine
{
  GtkWidget     parent_instance;

  GtkWidget    *box;
  GtkLabel     *words;

  KontorDesk   *desk;
  char         *entity;
  char         *id;
  guint         reload;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (KontorDistributionLine, kontor_distribution_line, GTK_TYPE_WIDGET)

/* Numbers and a kind come from the server, the words are this desk's. */
char *
kontor_distribution_line_describe (KontorResult *answer)
{
  const char *way = kontor_result_get_by_name (answer, 0, "way");
  const char *rule = kontor_result_get_by_name (answer, 0, "rule_name");
  const char *employee = kontor_result_get_by_name (answer, 0, "employee");
  const char *load = kontor_result_get_by_name (answer, 0, "load");

  if (employee == NULL && rule == NULL)
    return g_strdup (_("Waits for somebody: no distribution rule fits"));
  if (employee == NULL)
    /* Translators: the name of a rule */
    return g_strdup_printf (_("Waits for somebody: nobody of the rule “%s” is there"), rule);
  if (g_strcmp0 (way, "load") == 0)
    /* Translators: an employee, the name of a rule, a number of things to do */
    return g_strdup_printf (_("Given to %s by the rule “%s”: least to do (%s)"), employee, rule, load != NULL ? load : "0");
  if (g_strcmp0 (way, "turn") == 0)
    return g_strdup_printf (_("Given to %s by the rule “%s”: next in turn"), employee, rule);
  return g_strdup_printf (_("Given to %s by the rule “%s”: first who is there"), employee, rule);
}

/* Everybody who was asked for. */
static char *
describe_others (KontorResult *answer)
{
  const char *json = kontor_result_get_by_name (answer, 0, "candidates");
  g_autoptr (JsonNode) node = json != NULL ? json_from_string (json, NULL) : NULL;
  g_autofree char *when = kontor_moment_format_exact (kontor_result_get_by_name (answer, 0, "at"));
  GString *text = g_string_new (when);
  JsonArray *people = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; people != NULL && i < json_array_get_length (people); i++)
    {
      JsonObject *person = json_array_get_object_element (people, i);
      const char *name = json_object_get_string_member_with_default (person, "name", "");

      g_string_append_c (text, '\n');
      if (json_object_get_boolean_member_with_default (person, "absent", FALSE))
        g_string_append_printf (text, _("%s: away"), name);
      else
        /* Translators: an employee, a number of things */
        g_string_append_printf (text, _("%s: %d to do"), name, (int) json_object_get_int_member_with_default (person, "load", 0));
    }
  return g_string_free (text, FALSE);
}

static void
read_cb (GObject *database, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorDistributionLine) self = user_data;
  g_autoptr (KontorResult) answer = kontor_database_query_finish (KONTOR_DATABASE (database), result, NULL);

  if (answer == NULL || self->box == NULL)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self), kontor_result_get_n_rows (answer) > 0);
  if (kontor_result_get_n_rows (answer) > 0)
    {
      g_autofree char *words = kontor_distribution_line_describe (answer);
      g_autofree char *others = describe_others (answer);

      gtk_label_set_text (self->words, words);
      gtk_widget_set_tooltip_text (GTK_WIDGET (self), others);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->words), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, others, -1);
    }
}

static gboolean
reload_cb (gpointer user_data)
{
  KontorDistributionLine *self = user_data;

  self->reload = 0;
  kontor_distribution_line_reload (self);
  return G_SOURCE_REMOVE;
}

static void
news_cb (KontorDistributionLine *self, const char *entity, const char *id, const char *action)
{
  if (g_strcmp0 (entity, self->entity) == 0 && (id == NULL || g_strcmp0 (id, self->id) == 0) && self->reload == 0)
    self->reload = g_timeout_add (NEWS_DELAY_MILLISECONDS, reload_cb, self);
}

static void
kontor_distribution_line_dispose (GObject *object)
{
  KontorDistributionLine *self = KONTOR_DISTRIBUTION_LINE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->reload, g_source_remove);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (kontor_distribution_line_parent_class)->dispose (object);
}

static void
kontor_distribution_line_finalize (GObject *object)
{
  KontorDistributionLine *self = KONTOR_DISTRIBUTION_LINE (object);

  g_clear_object (&self->cancellable);
  g_free (self->entity);
  g_free (self->id);

  G_OBJECT_CLASS (kontor_distribution_line_parent_class)->finalize (object);
}

static void
kontor_distribution_line_class_init (KontorDistributionLineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kontor_distribution_line_dispose;
  G_OBJECT_CLASS (klass)->finalize = kontor_distribution_line_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "distributionline");
}

static void
kontor_distribution_line_init (KontorDistributionLine *self)
{
  self->cancellable = g_cancellable_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->words = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->words, 0);
  gtk_label_set_ellipsize (self->words, PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (self->box), gtk_image_new_from_icon_name ("kontor-distribution-symbolic"));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->words));
  gtk_widget_add_css_class (self->box, "dim-label");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
kontor_distribution_line_set_desk (KontorDistributionLine *self, KontorDesk *desk)
{
  g_return_if_fail (KONTOR_IS_DISTRIBUTION_LINE (self));

  g_set_object (&self->desk, desk);
  if (kontor_desk_get_store (desk) != NULL)
    g_signal_connect_object (kontor_desk_get_store (desk), "entity-changed", G_CALLBACK (news_cb), self, G_CONNECT_SWAPPED);
}

void
kontor_distribution_line_set_subject (KontorDistributionLine *self, const char *entity, const char *id)
{
  g_return_if_fail (KONTOR_IS_DISTRIBUTION_LINE (self));

  kontor_replace_text (&self->entity, entity);
  kontor_replace_text (&self->id, id);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  kontor_distribution_line_reload (self);
}

void
kontor_distribution_line_reload (KontorDistributionLine *self)
{
  const char *params[] = { self->entity, self->id };

  g_return_if_fail (KONTOR_IS_DISTRIBUTION_LINE (self));

  if (self->id == NULL || self->desk == NULL || kontor_desk_get_database (self->desk) == NULL)
    return;
  kontor_database_query_async (kontor_desk_get_database (self->desk), KONTOR_LANE_FRONT, "distribution-of",
                               params, G_N_ELEMENTS (params), self->cancellable, read_cb, g_object_ref (self));
}

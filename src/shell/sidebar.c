#include "config.h"

#include "shell/sidebar.h"

#include <glib/gi18n.h>
#include <string.h>

#include "kit/table-column.h"
#include "model/entity.h"
#include "shell/sections.h"
#include "shell/tab.h"

/* Counts follow the news, but not each line of an import. */
#define COUNT_DELAY_MILLISECONDS 400
/* Pixels at the usual size of text. */
#define WIDTH 200

struct _KontorSidebar
{
  AdwBin        parent_instance;
  GtkListBox   *list;
  KontorDesk   *desk;
  GCancellable *cancellable;
  char         *current;
  guint         count_timeout;
  guint         views_timeout;
  gboolean      folded;
};

enum
{
  PROP_FOLDED = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KontorSidebar, kontor_sidebar, ADW_TYPE_BIN)

#define ROW_KEY "kontor-key"
#define ROW_ACTION "kontor-action"
#define ROW_SECTION "kontor-section"
#define ROW_PINNED "kontor-pinned"

static GtkWidget *
get_part (GtkWidget *row, const char *name)
{
  return g_object_get_data (G_OBJECT (row), name);
}

static void
show_folded (KontorSidebar *self)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *label = get_part (row, "label");
      GtkWidget *count = get_part (row, "count");

      if (label == NULL)
        continue;
      gtk_widget_set_visible (label, !self->folded);
      gtk_widget_set_visible (count, !self->folded && *gtk_label_get_label (GTK_LABEL (count)) != '\0');
      gtk_widget_set_has_tooltip (row, self->folded);
    }
  gtk_widget_set_size_request (GTK_WIDGET (self), self->folded ? -1 : (int) (WIDTH * kontor_table_column_get_text_scale ()), -1);
  if (self->folded)
    gtk_widget_add_css_class (GTK_WIDGET (self), "folded");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "folded");
  gtk_list_box_invalidate_headers (self->list);
}

static GtkWidget *
create_row (const char *label_text, const char *icon_name, const char *action, const char *key)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *icon = gtk_image_new_from_icon_name (icon_name);
  GtkWidget *label = gtk_label_new (label_text);
  GtkWidget *count = gtk_label_new ("");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (count, "kontor-count");
  gtk_widget_add_css_class (count, "numeric");
  gtk_widget_set_valign (count, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (count, FALSE);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), count);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_tooltip_text (row, label_text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label_text, -1);
  g_object_set_data (G_OBJECT (row), "label", label);
  g_object_set_data (G_OBJECT (row), "count", count);
  g_object_set_data_full (G_OBJECT (row), ROW_ACTION, g_strdup (action), g_free);
  g_object_set_data_full (G_OBJECT (row), ROW_KEY, g_strdup (key), g_free);
  return row;
}

static void
set_count (KontorSidebar *self, const char *section, gint64 count, const char *what)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *label;
      g_autofree char *text = NULL;
      g_autofree char *name = NULL;

      if (g_strcmp0 (g_object_get_data (G_OBJECT (row), ROW_SECTION), section) != 0)
        continue;
      label = get_part (row, "count");
      text = count > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, count) : g_strdup ("");
      gtk_label_set_label (GTK_LABEL (label), text);
      gtk_widget_set_visible (label, !self->folded && count > 0);
      gtk_widget_set_tooltip_text (label, count > 0 ? what : NULL);
      name = count > 0 ? g_strdup_printf ("%s, %s", gtk_label_get_label (GTK_LABEL (get_part (row, "label"))), what)
                       : g_strdup (gtk_label_get_label (GTK_LABEL (get_part (row, "label"))));
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      gtk_widget_set_tooltip_text (row, name);
      gtk_widget_set_has_tooltip (row, self->folded);
    }
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(KontorSidebar) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(KontorResult) answer = kontor_database_query_finish (KONTOR_DATABASE (source), result, &error);

  if (answer == NULL)
    {
      g_debug ("No counts: %s", error->message);
      return;
    }
  for (guint i = 0; i < kontor_result_get_n_rows (answer); i++)
    {
      const char *section = kontor_result_get (answer, i, 0);
      gint64 count = kontor_result_get_integer (answer, i, 1);
      g_autofree char *what = NULL;

      if (g_strcmp0 (section, "tasks") == 0)
        /* Translators: how many tasks are due today or overdue */
        what = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d is due", "%d are due", (gulong) count), (int) count);
      else
        /* Translators: how many deals have a next step that is overdue */
        what = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d waits for its next step",
                                             "%d wait for their next step", (gulong) count), (int) count);
      set_count (self, section, count, what);
    }
}

static gboolean
count_cb (gpointer user_data)
{
  KontorSidebar *self = user_data;
  KontorDatabase *database = self->desk != NULL ? kontor_desk_get_database (self->desk) : NULL;

  self->count_timeout = 0;
  if (database != NULL)
    kontor_database_query_async (database, KONTOR_LANE_BACK, "sidebar-counts", NULL, 0,
                                 self->cancellable, counted_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
remove_pinned (KontorSidebar *self)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list));

  while (row != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (row);

      if (g_object_get_data (G_OBJECT (row), ROW_PINNED) != NULL)
        gtk_list_box_remove (self->list, row);
      row = next;
    }
}

static void
views_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(KontorSidebar) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(KontorResult) answer = kontor_database_query_finish (KONTOR_DATABASE (source), result, &error);

  if (answer == NULL)
    {
      g_debug ("No pinned views: %s", error->message);
      return;
    }
  remove_pinned (self);
  for (guint i = 0; i < kontor_result_get_n_rows (answer); i++)
    {
      const KontorEntity *entity = kontor_entity_lookup (kontor_result_get (answer, i, 0));
      const char *name = kontor_result_get (answer, i, 1);
      const char *condition = kontor_result_get (answer, i, 2);
      g_autoptr(GVariant) target = NULL;
      g_autofree char *action = NULL;
      g_autofree char *key = NULL;
      GtkWidget *row;

      if (entity == NULL)
        continue;
      target = g_variant_ref_sink (g_variant_new ("(sss)", entity->name, condition != NULL ? condition : "", name));
      action = g_action_print_detailed_name ("win.open-list", target);
      key = kontor_tab_key_for_address (action);
      row = create_row (name, entity->icon, action, key);
      g_object_set_data (G_OBJECT (row), ROW_PINNED, GINT_TO_POINTER (TRUE));
      gtk_list_box_append (self->list, row);
    }
  show_folded (self);
  kontor_sidebar_set_current (self, self->current);
}

static gboolean
views_cb (gpointer user_data)
{
  KontorSidebar *self = user_data;
  KontorDatabase *database = self->desk != NULL ? kontor_desk_get_database (self->desk) : NULL;

  self->views_timeout = 0;
  if (database != NULL)
    kontor_database_query_async (database, KONTOR_LANE_BACK, "pinned-views", NULL, 0,
                                 self->cancellable, views_read_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
entity_changed_cb (KontorSidebar *self, const char *entity)
{
  if ((g_strcmp0 (entity, "task") == 0 || g_strcmp0 (entity, "deal") == 0) && self->count_timeout == 0)
    self->count_timeout = g_timeout_add (COUNT_DELAY_MILLISECONDS, count_cb, self);
  if (g_strcmp0 (entity, "view") == 0 && self->views_timeout == 0)
    self->views_timeout = g_timeout_add (COUNT_DELAY_MILLISECONDS, views_cb, self);
}

static void
row_activated_cb (KontorSidebar *self, GtkListBoxRow *row)
{
  g_autofree char *action = NULL;
  g_autoptr(GVariant) target = NULL;

  if (g_action_parse_detailed_name (g_object_get_data (G_OBJECT (row), ROW_ACTION), &action, &target, NULL))
    gtk_widget_activate_action_variant (GTK_WIDGET (self), action, target);
}

static void
header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  KontorSidebar *self = user_data;
  gboolean first = before != NULL && g_object_get_data (G_OBJECT (row), ROW_PINNED) != NULL &&
                   g_object_get_data (G_OBJECT (before), ROW_PINNED) == NULL;
  GtkWidget *header = NULL;

  if (first && self->folded)
    header = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);
  else if (first)
    {
      header = gtk_label_new (_("Pinned"));
      gtk_label_set_xalign (GTK_LABEL (header), 0);
      gtk_widget_add_css_class (header, "kontor-sidebar-heading");
      gtk_widget_add_css_class (header, "dim-label");
    }
  gtk_list_box_row_set_header (row, header);
}

static void
fill_sections (KontorSidebar *self)
{
  KontorDatabase *database = kontor_desk_get_database (self->desk);
  const char *role = database != NULL ? kontor_database_get_role (database) : NULL;

  for (const KontorSection *section = kontor_sections_get (); section->name != NULL; section++)
    {
      GtkWidget *row;

      if (!kontor_section_is_visible (section, role))
        continue;
      row = create_row (_(section->label), section->icon, section->action, section->key);
      g_object_set_data (G_OBJECT (row), ROW_SECTION, (gpointer) section->name);
      gtk_list_box_append (self->list, row);
    }
  show_folded (self);
}

static void
kontor_sidebar_get_property (GObject *object, guint property, GValue *value, GParamSpec *pspec)
{
  if (property == PROP_FOLDED)
    g_value_set_boolean (value, KONTOR_SIDEBAR (object)->folded);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
}

static void
kontor_sidebar_set_property (GObject *object, guint property, const GValue *value, GParamSpec *pspec)
{
  if (property == PROP_FOLDED)
    kontor_sidebar_set_folded (KONTOR_SIDEBAR (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
}

static void
kontor_sidebar_dispose (GObject *object)
{
  KontorSidebar *self = KONTOR_SIDEBAR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->count_timeout, g_source_remove);
  g_clear_handle_id (&self->views_timeout, g_source_remove);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (kontor_sidebar_parent_class)->dispose (object);
}

static void
kontor_sidebar_finalize (GObject *object)
{
  KontorSidebar *self = KONTOR_SIDEBAR (object);

  g_clear_object (&self->cancellable);
  g_free (self->current);

  G_OBJECT_CLASS (kontor_sidebar_parent_class)->finalize (object);
}

static void
kontor_sidebar_class_init (KontorSidebarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = kontor_sidebar_get_property;
  object_class->set_property = kontor_sidebar_set_property;
  object_class->dispose = kontor_sidebar_dispose;
  object_class->finalize = kontor_sidebar_finalize;

  properties[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/kontor/Kontor/ui/shell/sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorSidebar, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
kontor_sidebar_init (KontorSidebar *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->list, header_cb, self, NULL);
}

void
kontor_sidebar_set_desk (KontorSidebar *self, KontorDesk *desk)
{
  g_return_if_fail (KONTOR_IS_SIDEBAR (self));
  g_return_if_fail (KONTOR_IS_DESK (desk));
  g_return_if_fail (self->desk == NULL);

  self->desk = g_object_ref (desk);
  fill_sections (self);
  if (kontor_desk_get_store (desk) != NULL)
    {
      g_signal_connect_object (kontor_desk_get_store (desk), "entity-changed",
                               G_CALLBACK (entity_changed_cb), self, G_CONNECT_SWAPPED);
      self->count_timeout = g_timeout_add (COUNT_DELAY_MILLISECONDS, count_cb, self);
      self->views_timeout = g_timeout_add (COUNT_DELAY_MILLISECONDS, views_cb, self);
    }
}

void
kontor_sidebar_set_current (KontorSidebar *self, const char *key)
{
  GtkWidget *found = NULL;
  gsize longest = 0;
  g_autofree char *held = g_strdup (key);

  g_return_if_fail (KONTOR_IS_SIDEBAR (self));

  g_free (self->current);
  self->current = g_steal_pointer (&held);
  /* "list:partner:{...}" is a part of "list:partner", unless it has a row of its own. */
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL && self->current != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      const char *own = g_object_get_data (G_OBJECT (row), ROW_KEY);
      gsize length = own != NULL ? strlen (own) : 0;

      if (length <= longest || !g_str_has_prefix (self->current, own) || (self->current[length] != '\0' && self->current[length] != ':'))
        continue;
      longest = length;
      found = row;
    }
  if (found != NULL)
    gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (found));
  else
    gtk_list_box_unselect_all (self->list);
}

gboolean
kontor_sidebar_get_folded (KontorSidebar *self)
{
  g_return_val_if_fail (KONTOR_IS_SIDEBAR (self), FALSE);
  return self->folded;
}

void
kontor_sidebar_set_folded (KontorSidebar *self, gboolean folded)
{
  g_return_if_fail (KONTOR_IS_SIDEBAR (self));

  if (self->folded == !!folded)
    return;
  self->folded = !!folded;
  show_folded (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLDED]);
}

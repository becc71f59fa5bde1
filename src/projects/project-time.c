#include "config.h"

#include "projects/project-time.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "kit/replace-text.h"

/* News comes in bursts; the sums are read once after each. */
#define SETTLE_MILLISECONDS 400

struct _KontorProjectTime
{
  GtkWidget     parent_instance;

  GtkWidget    *box;
  GtkLabel     *heading;
  GtkGrid      *table;
  GtkWidget    *empty;

  KontorDesk   *desk;
  char         *id;
  GCancellable *cancellable;
  guint         reload;
};

G_DEFINE_FINAL_TYPE (KontorProjectTime, kontor_project_time, GTK_TYPE_WIDGET)

static char *
hours (gint64 minutes)
{
  return g_strdup_printf ("%" PRId64 ":%02" PRId64, minutes / 60, minutes % 60);
}

static GtkWidget *
make_label (const char *text, const char *css_class, float align)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), align);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
open_process_cb (GtkButton *button, KontorProjectTime *self)
{
  kontor_desk_open_record (self->desk, "process", g_object_get_data (G_OBJECT (button), "process"));
}

static GtkWidget *
make_process (KontorProjectTime *self, const char *id, const char *name)
{
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), make_label (name, NULL, 0));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "link-button");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "process", g_strdup (id), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (open_process_cb), self);
  return button;
}

static void
add_line (KontorProjectTime *self, int line, GtkWidget *name, const char *minutes, const char *css_class)
{
  gtk_widget_set_hexpand (name, TRUE);
  gtk_grid_attach (self->table, name, 0, line, 1, 1);
  if (minutes != NULL)
    {
      g_autofree char *text = hours (g_ascii_strtoll (minutes, NULL, 10));
      GtkWidget *amount = make_label (text, "numeric", 1);

      if (css_class != NULL)
        gtk_widget_add_css_class (amount, css_class);
      gtk_grid_attach (self->table, amount, 1, line, 1, 1);
    }
}

static void
show (KontorProjectTime *self, KontorResult *rows)
{
  static const struct { const char *part, *heading; } parts[] = { { "process", N_("By process") }, { "employee", N_("By employee") } };
  const char *total = NULL;
  int line = 0;

  for (GtkWidget *child; (child = gtk_widget_get_first_child (GTK_WIDGET (self->table))) != NULL; )
    gtk_grid_remove (self->table, child);
  for (guint k = 0; k < G_N_ELEMENTS (parts); k++)
    {
      gboolean first = TRUE;

      for (guint i = 0; i < kontor_result_get_n_rows (rows); i++)
        {
          const char *id = kontor_result_get_by_name (rows, i, "id"), *name = kontor_result_get_by_name (rows, i, "name");
          const char *minutes = kontor_result_get_by_name (rows, i, "minutes");
          gboolean is_process = k == 0;

          if (g_str_equal (kontor_result_get_by_name (rows, i, "part"), "total"))
            total = minutes;
          if (!g_str_equal (kontor_result_get_by_name (rows, i, "part"), parts[k].part))
            continue;
          if (first)
            add_line (self, line++, make_label (_(parts[k].heading), "dim-label", 0), NULL, NULL);
          first = FALSE;
          if (is_process && id != NULL)
            add_line (self, line++, make_process (self, id, name), minutes, NULL);
          else
            add_line (self, line++, make_label (name != NULL ? name : is_process ? _("Outside of processes") : _("Nobody"), NULL, 0), minutes, NULL);
        }
    }
  if (total != NULL)
    add_line (self, line++, make_label (_("In all"), "heading", 0), total, "heading");
  gtk_widget_set_visible (GTK_WIDGET (self->table), total != NULL);
  gtk_widget_set_visible (self->empty, total == NULL);
}

/* Reading --------------------------------------------------------------------------- */

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorProjectTime) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorResult) rows = kontor_database_query_finish (KONTOR_DATABASE (source), result, &error);

  if (rows != NULL && self->box != NULL)
    show (self, rows);
  else if (rows == NULL)
    g_debug ("project-time: %s", error->message);
}

static gboolean
reload_cb (gpointer user_data)
{
  KontorProjectTime *self = user_data;

  self->reload = 0;
  kontor_project_time_reload (self);
  return G_SOURCE_REMOVE;
}

static void
news_cb (KontorProjectTime *self, const char *entity, const char *id, const char *action)
{
  if (self->reload == 0 && (g_strcmp0 (entity, "interaction") == 0 || g_strcmp0 (entity, "task") == 0))
    self->reload = g_timeout_add (SETTLE_MILLISECONDS, reload_cb, self);
}

/* The widget ------------------------------------------------------------------------ */

static void
kontor_project_time_dispose (GObject *object)
{
  KontorProjectTime *self = KONTOR_PROJECT_TIME (object);

  g_clear_handle_id (&self->reload, g_source_remove);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->desk);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (kontor_project_time_parent_class)->dispose (object);
}

static void
kontor_project_time_finalize (GObject *object)
{
  g_free (KONTOR_PROJECT_TIME (object)->id);

  G_OBJECT_CLASS (kontor_project_time_parent_class)->finalize (object);
}

static void
kontor_project_time_class_init (KontorProjectTimeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kontor_project_time_dispose;
  G_OBJECT_CLASS (klass)->finalize = kontor_project_time_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "projecttime");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
kontor_project_time_init (KontorProjectTime *self)
{
  self->heading = GTK_LABEL (make_label (_("Time spent, hours"), "group-heading", 0));
  self->table = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_spacing (self->table, 12);
  gtk_grid_set_row_spacing (self->table, 3);
  gtk_widget_set_visible (GTK_WIDGET (self->table), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->table), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Time spent, hours"), -1);
  self->empty = make_label (_("Nobody has entered any yet."), "dim-label", 0);
  gtk_widget_set_visible (self->empty, FALSE);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->heading));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->table));
  gtk_box_append (GTK_BOX (self->box), self->empty);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

void
kontor_project_time_set_project (KontorProjectTime *self, KontorDesk *desk, const char *id, GCancellable *cancellable)
{
  KontorStore *store;

  g_return_if_fail (KONTOR_IS_PROJECT_TIME (self));
  g_return_if_fail (KONTOR_IS_DESK (desk));

  store = kontor_desk_get_store (desk);
  if (self->desk == NULL && store != NULL)
    g_signal_connect_object (store, "entity-changed", G_CALLBACK (news_cb), self, G_CONNECT_SWAPPED);
  g_set_object (&self->desk, desk);
  g_set_object (&self->cancellable, cancellable);
  kontor_replace_text (&self->id, id);
  kontor_project_time_reload (self);
}

void
kontor_project_time_reload (KontorProjectTime *self)
{
  KontorDatabase *database;
  const char *params[1];

  g_return_if_fail (KONTOR_IS_PROJECT_TIME (self));

  database = self->desk != NULL ? kontor_desk_get_database (self->desk) : NULL;
  if (database == NULL || self->id == NULL)
    return;
  params[0] = self->id;
  kontor_database_query_async (database, KONTOR_LANE_FRONT, "project-time", params, G_N_ELEMENTS (params), self->cancellable,
                               read_cb, g_object_ref (self));
}
